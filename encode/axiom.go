package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
)

// Next prepares the next stage of the model's axioms: it computes the bounds of its
// relations, given what is decided so far, and which pairs are needed. It returns
// about how many clauses the stage will have, and false if all stages are encoded, or if
// the formula is unsatisfiable without them. The error is that of the context of Start.
func (x *Encoding) Next() (clauses int, ok bool, err error) {
	defer limit.Catch(&err)
	if x.stage == len(x.plan.stages) {
		return 0, false, nil
	}
	if x.stage == 0 && x.excludeImpossible() {
		return 0, false, nil
	}
	st := &x.plan.stages[x.stage]
	if !x.opts.Whole {
		x.settledVars = x.F.Vars() + 1
	}
	x.prepare(st.reach)
	x.bounds(st.reach)
	x.undecided = x.undecided[:0]
	for _, a := range st.axioms {
		if x.mayFail(a) {
			x.undecided = append(x.undecided, a)
		}
	}
	if len(x.undecided) == 0 {
		return 0, true, nil
	}
	clear(x.rels.need)
	clear(x.rels.tables)
	x.demand(x.undecided, st.reach)
	clauses = x.estimate(st.reach)
	return clauses + x.estimateCycles(), true, x.checkClauses(clauses)
}

// mayFail reports whether an axiom fails if every relation has all the pairs that
// it may have. Otherwise nothing has to be encoded.
func (x *Encoding) mayFail(a int) bool {
	ax := &x.M.Axioms[a]
	may := x.rows(x.rels.may, ax.Expr)
	if ax.Neg {
		return true
	}
	switch ax.Kind {
	case rel.Empty:
		return !may.Empty()
	case rel.Acyclic:
		all := x.rels.tmp[:len(may)]
		copy(all, may)
		x.close(all)
		may = all
	case rel.Irreflexive:
	default:
		panic(fmt.Sprintf("encode: no such kind of axiom: %d", ax.Kind))
	}
	for i := range x.n {
		if x.hasPair(may, i, i) {
			return true
		}
	}
	return false
}

// excludeImpossible adds an empty clause if an axiom demands a pair of a relation that has
// none in any execution, and reports whether it did. Then no other axiom has to be encoded.
// A formula that is to be whole is encoded like any other.
func (x *Encoding) excludeImpossible() bool {
	for a := range x.M.Axioms {
		ax := &x.M.Axioms[a]
		if ax.Mode != rel.Plain || !ax.Neg || ax.Kind != rel.Empty || x.opts.Whole {
			continue
		}
		x.settledVars = x.F.Vars() + 1
		reach := x.plan.reach([]int{a})
		x.prepare(reach)
		x.bounds(reach)
		if x.demandable(ax).Empty() {
			x.F.Add(cnf.Tag{Part: cnf.PartAxiom, Arg: int32(a)})
			x.P.Extend()
			return true
		}
	}
	return false
}

// Add encodes the stage that Next has prepared, and propagates. The error is
// that of the context of Start.
func (x *Encoding) Add() (err error) {
	defer limit.Catch(&err)
	st := &x.plan.stages[x.stage]
	x.stage++
	if len(x.undecided) == 0 {
		return nil
	}
	x.derive(st.reach)
	for _, a := range x.undecided {
		x.axiom(a)
	}
	if !x.opts.Whole {
		x.P.Extend()
	}
	return nil
}

// axiom encodes one axiom over the derived literals.
func (x *Encoding) axiom(a int) {
	ax := &x.M.Axioms[a]
	tag := cnf.Tag{Part: cnf.PartAxiom, Arg: int32(a)}
	may := x.rows(x.rels.may, ax.Expr)
	if ax.Neg {
		x.mustFail(ax, tag)
		return
	}
	switch ax.Kind {
	case rel.Acyclic:
		g := x.newGraph()
		back := x.wayBack(ax.Expr)
		x.eachPair(may, func(i, j int) {
			if x.hasPair(back, i, j) {
				g.edge(i, j, x.pairLit(ax.Expr, i, j))
			}
		})
		x.acyclic(g, tag, a)
	case rel.Irreflexive:
		for i := range x.n {
			x.forbid(tag, ax.Expr, i, i)
		}
	case rel.Empty:
		x.eachPair(may, func(i, j int) { x.forbid(tag, ax.Expr, i, j) })
	default:
		panic(fmt.Sprintf("encode: no such kind of axiom: %d", ax.Kind))
	}
}

// hasPair reports whether a matrix contains (i, j).
func (x *Encoding) hasPair(m bitset.Set, i, j int) bool { return m[i*x.w+j>>6]>>(j&63)&1 != 0 }

// addPair adds (i, j) to a matrix.
func (x *Encoding) addPair(m bitset.Set, i, j int) { m[i*x.w+j>>6] |= 1 << (j & 63) }

// forbid adds that (i, j) is not in e. For unions and one composition it uses the
// operands directly, without a variable for the whole.
func (x *Encoding) forbid(tag cnf.Tag, e rel.ID, i, j int) {
	if !x.inBound(x.rels.may, e, i, j) {
		return
	}
	n := &x.M.Nodes[e]
	switch {
	case x.inBound(x.rels.must, e, i, j):
		x.F.Add(tag)
	case x.plan.structural[e]:
		x.F.Add(tag, -x.bothLit(i, j))
	case n.Op == rel.Union:
		x.forbid(tag, n.A, i, j)
		x.forbid(tag, n.B, i, j)
	case n.Op == rel.Seq:
		x.between(n, i, j, func(k int) {
			d := x.seqStep(n, i, k, j)
			x.F.Add(tag, -d.a, -d.b)
		})
	default:
		x.F.Add(tag, -x.pairLit(e, i, j))
	}
}

// mustFail encodes a check with ~: its property must not hold.
func (x *Encoding) mustFail(ax *rel.Axiom, tag cnf.Tag) {
	var some []cnf.Lit
	switch ax.Kind {
	case rel.Empty:
		x.eachPair(x.demandable(ax), func(i, j int) { some = append(some, x.pairLit(ax.Expr, i, j)) })
	case rel.Irreflexive:
		for i := range x.n {
			some = append(some, x.pairLit(ax.Expr, i, i))
		}
	case rel.Acyclic:
		// A finite graph has a cycle exactly if some set of vertices is not empty
		// and each of them has a successor in it.
		on := make([]cnf.Lit, x.n)
		for i := range on {
			on[i] = x.F.Var(cnf.Meaning{Kind: cnf.InPath, A: int32(i), B: int32(i), C: tag.Arg})
			some = append(some, on[i])
		}
		for i := range on {
			next := []cnf.Lit{-on[i]}
			for j := range on {
				if l := x.pairLit(ax.Expr, i, j); l != cnf.False {
					next = append(next, x.and(cnf.Meaning{Kind: cnf.InPath, A: int32(i), B: int32(j), C: tag.Arg}, tag, l, on[j]))
				}
			}
			x.F.Add(tag, next...)
		}
	default:
		panic(fmt.Sprintf("encode: no such kind of axiom: %d", ax.Kind))
	}
	x.F.Add(tag, some...)
}

// demandable returns the pairs of which an axiom with ~ demands one.
func (x *Encoding) demandable(ax *rel.Axiom) bitset.Set {
	may := x.rows(x.rels.may, ax.Expr)
	if x.Query.Among.Has == nil || ax.Name != x.Query.Among.Axiom || ax.Kind != rel.Empty {
		return may
	}
	some := make(bitset.Set, len(may))
	x.eachPair(may, func(i, j int) {
		if x.Query.Among.Has(i, j) {
			x.addPair(some, i, j)
		}
	})
	return some
}
