package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// base encodes what an execution is, before any model: slots, guards, paths,
// reads-from and coherence.
func (x *Encoding) base() {
	s, n := x.S, x.n
	x.valLits = x.mem.tables.take(len(s.Pool.Nodes))
	x.boolLit = x.mem.lits.take(len(s.Pool.Nodes))
	x.illLit = x.mem.lits.take(len(s.Pool.Nodes))
	x.rf = x.mem.lits.take(n * n)
	x.exec = x.mem.lits.take(n)
	x.last = x.mem.lits.take(n)

	x.slots()
	pairs := 0
	for _, ws := range x.sources {
		pairs += len(ws)
	}
	x.rfPairs = x.mem.ints.take(pairs)[:0]
	for r, ws := range x.sources {
		for _, w := range ws {
			x.rfPairs = append(x.rfPairs, w*int32(n)+int32(r))
			x.rf[int(w)*n+r] = x.F.Var(cnf.Meaning{Kind: cnf.ReadsFrom, A: w, B: int32(r)})
		}
	}
	for i := range s.Events {
		x.exec[i] = x.truth(s.Events[i].Guard)
	}
	x.forks()
	for i := range s.Guarded {
		x.truth(s.Guarded[i].Guard)
	}
	x.paths()
	x.readsFrom()
	x.wholeOperations()
	x.wholeSources()
	x.orders(event.Co)
	x.doorbells()
	x.groundedValues()
	x.matchBrackets()
}

// slots makes the selectors of the free slots: exactly one choice each.
func (x *Encoding) slots() {
	x.Selector = x.mem.tables.take(len(x.S.Slots))
	for i := range x.S.Slots {
		sl := &x.S.Slots[i]
		if sl.Fixed >= 0 {
			continue
		}
		tag := cnf.Tag{Part: cnf.PartSlot, Arg: int32(i)}
		sel := x.mem.lits.take(len(sl.Choices))
		for k := range sel {
			sel[k] = x.F.Var(cnf.Meaning{Kind: cnf.Selector, A: int32(i), B: int32(k)})
		}
		x.F.Add(tag, sel...)
		pairwise(x.F, tag, sel)
		x.Selector[i] = sel
	}
}

// paths adds that every thread ends in one of the ways that the structure has, or is
// cut. That excludes the rounds of loops that were left out because they have no
// effect.
func (x *Encoding) paths() {
	for t := range x.S.Threads {
		ends := x.scratch[:0]
		for _, l := range x.S.Threads[t].Ends {
			ends = append(ends, x.truth(l.Guard))
		}
		for i := range x.S.Cuts {
			if x.S.Cuts[i].Thread == t {
				ends = append(ends, x.truth(x.S.Cuts[i].Guard))
			}
		}
		x.F.Add(cnf.Tag{Part: cnf.PartPath, Arg: int32(t)}, ends...)
		x.scratch = ends
	}
}

// readsFrom: an executed read has exactly one source, which is executed too; a
// read that is not executed has none.
func (x *Encoding) readsFrom() {
	for r, ws := range x.sources {
		if !x.S.Events[r].IsRead() {
			continue
		}
		tag := cnf.Tag{Part: cnf.PartSource, Arg: int32(r)}
		any := append(x.scratch[:0], -x.exec[r])
		pairs := x.inPairs(len(ws))
		for i, w := range ws {
			l := x.rf[int(w)*x.n+r]
			any = append(any, l)
			x.F.Add(tag, -l, x.exec[w])
			x.F.Add(tag, -l, x.exec[r])
			for _, v := range ws[:i] {
				if pairs {
					x.F.Add(tag, -l, -x.rf[int(v)*x.n+r])
				}
			}
		}
		if !pairs {
			x.ladder(tag, cnf.Early, any[1:])
		}
		x.F.Add(tag, any...)
		x.scratch = any
	}
}

// bothExec returns the literal "a and b are both executed".
func (x *Encoding) bothExec(a, b int, m cnf.Meaning, tag cnf.Tag) cnf.Lit {
	ga, gb := x.S.Events[a].Guard, x.S.Events[b].Guard
	if x.S.Pool.Conjunct(gb, ga) {
		return x.exec[b]
	}
	if x.S.Pool.Conjunct(ga, gb) {
		return x.exec[a]
	}
	return x.and(m, tag, x.exec[a], x.exec[b])
}

// lastLit returns the literal "write w is the last one to its location". Exactly one
// write is the last: the one that no other executed write follows.
func (x *Encoding) lastLit(w int32) cnf.Lit {
	loc := x.S.Events[w].Loc
	ws := x.writes(int(loc))
	if x.last[ws[0]] != 0 {
		return x.last[w]
	}
	tag := cnf.Tag{Part: cnf.PartFinal, Arg: loc}
	for _, a := range ws {
		x.last[a] = x.F.Var(cnf.Meaning{Kind: cnf.LastWrite, A: a})
	}
	var some []cnf.Lit
	for _, a := range ws {
		some = append(some, x.last[a])
		x.F.Add(tag, -x.last[a], x.exec[a])
		for _, b := range ws {
			if l := x.order[event.Co].lits[int(a)*x.n+int(b)]; l != 0 {
				x.F.Add(tag, -x.last[a], -l)
			}
		}
	}
	x.F.Add(tag, some...)
	return x.last[w]
}

// groundedValues excludes values out of thin air: no value may depend on itself
// through reads-from. Only programs whose threads copy or compute values in a circle
// need clauses for this.
func (x *Encoding) groundedValues() {
	var g *graph
	for r, ws := range x.sources {
		for _, w := range ws {
			for _, from := range x.mentions[w] {
				if g == nil {
					g = x.newGraph()
				}
				l := x.rf[int(w)*x.n+r]
				if x.chooses[w] {
					l = x.and(cnf.Meaning{Kind: cnf.InPath, A: from, B: int32(r), C: -1}, cnf.Tag{Part: cnf.PartValue}, l,
						x.dependsOn(x.S.Events[w].Value, from, map[event.Expr]cnf.Lit{}))
				}
				x.joinEdge(g, int(from), r, l)
			}
		}
	}
	if g != nil {
		x.acyclic(g, cnf.Tag{Part: cnf.PartValue}, -1)
	}
}

// joinEdge adds an edge that exists if the literal holds, in addition to an edge that
// is there already.
func (x *Encoding) joinEdge(g *graph, u, v int, l cnf.Lit) {
	have := g.edges[u*g.n+v]
	if have == 0 || have == l {
		g.edge(u, v, l)
		return
	}
	c := x.F.Var(cnf.Meaning{Kind: cnf.InPath, A: int32(u), B: int32(v), C: -1})
	tag := cnf.Tag{Part: cnf.PartValue}
	x.F.Add(tag, -have, c)
	x.F.Add(tag, -l, c)
	g.edge(u, v, c)
}
