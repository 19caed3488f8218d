package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/encode/cnf"
)

// derivation is one way to derive a pair: it holds if both literals do.
type derivation struct{ a, b cnf.Lit }

// derive makes the literal of every demanded pair of every node marked in reach,
// with the clauses that make it true if the operands derive it.
func (x *Encoding) derive(reach []bool) {
	for _, c := range x.plan.comps {
		if !reach[c.nodes[0]] {
			continue
		}
		if c.rec {
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op == rel.RecVar {
					x.newPairVars(id)
				}
			}
		}
		least := c.exact && (c.rec || isClosure(&x.M.Nodes[c.nodes[0]]))
		for _, id := range c.nodes {
			switch n := &x.M.Nodes[id]; {
			case n.Op == rel.RecVar:
			case isClosure(n):
				x.deriveClosure(id)
			case least:
				x.newPairVars(id)
				x.deriveFresh(id)
			default:
				x.deriveNode(id)
			}
		}
		if least {
			x.support(c)
		}
		for _, id := range c.nodes {
			if n := &x.M.Nodes[id]; n.Op == rel.RecVar {
				def := x.M.Groups[n.Group].Defs[n.Member]
				x.eachPair(x.rows(x.rels.need, id), func(i, j int) {
					x.F.Add(cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}, -x.pairLit(def, i, j), x.pairLit(id, i, j))
				})
			}
		}
	}
}

func isClosure(n *rel.Node) bool { return n.Op == rel.Plus || n.Op == rel.Star }

// pairLit returns the literal of a pair of a node.
func (x *Encoding) pairLit(id rel.ID, i, j int) cnf.Lit {
	r := &x.rels
	switch {
	case !x.inBound(r.may, id, i, j):
		return cnf.False
	case x.inBound(r.must, id, i, j):
		return cnf.True
	case x.plan.structural[id]:
		return x.bothLit(i, j)
	}
	n := &x.M.Nodes[id]
	if n.Op == rel.Brackets {
		return x.simplify(x.brackets[id].lits[i*x.n+j])
	}
	if n.Op == rel.RelBase {
		k := i*x.n + j
		if s, ok := n.Base.Static(); ok {
			return x.simplify(x.staticLit(s, i, j, id))
		}
		if o, ok := n.Base.Order(); ok {
			return x.simplify(x.order[o].lits[k])
		}
		switch n.Base {
		case vocabulary.RelRf:
			return x.simplify(x.rf[k])
		case vocabulary.RelDB:
			return x.simplify(x.db[k])
		case vocabulary.RelDiffer:
			return x.simplify(x.differLit(i, j))
		default:
			panic(fmt.Sprintf("encode: base relation %d is unknown", n.Base))
		}
	}
	l := x.lit(&r.tables[id], i, j)
	if l == nil || *l == 0 {
		panic(fmt.Sprintf("encode: pair (%d,%d) of node %d was not demanded", i, j, id))
	}
	return *l
}

// bothLit returns the literal "both events are executed".
func (x *Encoding) bothLit(i, j int) cnf.Lit {
	k := min(i, j)*x.n + max(i, j)
	if x.rels.both[k] == 0 {
		x.rels.both[k] = x.bothExec(i, j, cnf.Meaning{Kind: cnf.BothExecuted, A: int32(i), B: int32(j)}, cnf.Tag{Part: cnf.PartGuard})
	}
	return x.simplify(x.rels.both[k])
}

// simplify returns the constant that a literal is known to equal, or the literal.
// The propagator does not know variables made after the last propagation.
func (x *Encoding) simplify(l cnf.Lit) cnf.Lit {
	if x.assigned != nil {
		return truthOf(x.assigned[l.Var()] == (l > 0))
	}
	if int(l.Var()) >= x.settledVars {
		return l
	}
	return x.P.Fix(l)
}

// newPairVar makes a variable for a pair of a node.
func (x *Encoding) newPairVar(id rel.ID, i, j int) cnf.Lit {
	return x.F.Var(cnf.Meaning{Kind: cnf.Derived, A: int32(i), B: int32(j), C: int32(id)})
}

// newPairVars makes a variable for every demanded pair of a node.
func (x *Encoding) newPairVars(id rel.ID) {
	need := x.rows(x.rels.need, id)
	if need.Empty() {
		return
	}
	t := x.newTable(id)
	x.eachPair(need, func(i, j int) { *x.lit(t, i, j) = x.newPairVar(id, i, j) })
}

// deriveNode makes the literals of the demanded pairs of a node that is no
// closure.
func (x *Encoding) deriveNode(id rel.ID) {
	need := x.rows(x.rels.need, id)
	if need.Empty() {
		return
	}
	t := x.newTable(id)
	n := &x.M.Nodes[id]
	x.eachPair(need, func(i, j int) { *x.lit(t, i, j) = x.derivePair(id, n, i, j) })
}

// deriveFresh derives the demanded pairs of a node that has a variable for each of
// them already.
func (x *Encoding) deriveFresh(id rel.ID) {
	n := &x.M.Nodes[id]
	x.eachPair(x.rows(x.rels.need, id), func(i, j int) {
		own := *x.lit(&x.rels.tables[id], i, j)
		x.F.Add(cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}, -x.derivePair(id, n, i, j), own)
	})
}

// derivePair returns a literal that is true if the operands derive a pair.
func (x *Encoding) derivePair(id rel.ID, n *rel.Node, i, j int) cnf.Lit {
	ds := x.derivations[:0]
	switch n.Op {
	case rel.Ident:
		return x.pairLit(n.A, i, j)
	case rel.Opt:
		if i == j {
			return x.simplify(x.exec[i])
		}
		return x.pairLit(n.A, i, j)
	case rel.Inverse:
		return x.pairLit(n.A, j, i)
	case rel.Union, rel.SetUnion:
		ds = append(ds, derivation{x.pairLit(n.A, i, j), cnf.True}, derivation{x.pairLit(n.B, i, j), cnf.True})
	case rel.Inter, rel.SetInter:
		ds = append(ds, derivation{x.pairLit(n.A, i, j), x.pairLit(n.B, i, j)})
	case rel.Diff, rel.SetDiff:
		if x.plan.structural[n.B] {
			return x.pairLit(n.A, i, j)
		}
		ds = append(ds, derivation{x.pairLit(n.A, i, j), -x.pairLit(n.B, i, j)})
	case rel.Compl, rel.SetCompl:
		if x.plan.structural[n.A] {
			return x.bothLit(i, j)
		}
		ds = append(ds, derivation{x.bothLit(i, j), -x.pairLit(n.A, i, j)})
	case rel.Cross:
		ds = append(ds, derivation{x.pairLit(n.A, i, i), x.pairLit(n.B, j, j)})
	case rel.Domain:
		for k := range x.n {
			ds = append(ds, derivation{x.pairLit(n.A, i, k), cnf.True})
		}
	case rel.Range:
		for k := range x.n {
			ds = append(ds, derivation{x.pairLit(n.A, k, i), cnf.True})
		}
	case rel.Seq:
		x.between(n, i, j, func(k int) {
			ds = append(ds, x.seqStep(n, i, k, j))
		})
	default:
		panic(fmt.Sprintf("encode: node %d of kind %d has undecided pairs", id, n.Op))
	}
	x.derivations = ds
	return x.derivedLit(id, i, j, ds)
}

// seqStep returns the derivation of (i, j) in A;B through k. An identity only says
// that its event is executed, which follows from a pair that starts or ends there.
func (x *Encoding) seqStep(n *rel.Node, i, k, j int) derivation {
	switch {
	case x.M.Nodes[n.A].Op == rel.Ident && x.plan.structural[n.A]:
		return derivation{x.pairLit(n.B, k, j), cnf.True}
	case x.M.Nodes[n.B].Op == rel.Ident && x.plan.structural[n.B]:
		return derivation{x.pairLit(n.A, i, k), cnf.True}
	}
	return derivation{x.pairLit(n.A, i, k), x.pairLit(n.B, k, j)}
}

// derivedLit returns a literal that is true if one of the derivations holds, and
// for an exact node only then. A pair with a single derivation of one literal needs
// no variable of its own.
func (x *Encoding) derivedLit(id rel.ID, i, j int, ds []derivation) cnf.Lit {
	x.work(len(ds))
	kept := ds[:0]
	for _, d := range ds {
		switch {
		case d.a == cnf.False || d.b == cnf.False || d.a == -d.b:
			continue
		case d.a == cnf.True || d.a == d.b:
			d = derivation{d.b, cnf.True}
		}
		if d.a == cnf.True {
			return cnf.True
		}
		x.work(len(kept) / 4)
		if !containsDerivation(kept, d) {
			kept = append(kept, d)
		}
	}
	if len(kept) == 0 {
		return cnf.False
	}
	if len(kept) == 1 && kept[0].b == cnf.True {
		return kept[0].a
	}
	tag := cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}
	c := x.newPairVar(id, i, j)
	for _, d := range kept {
		x.F.Add(tag, -d.a, -d.b, c)
	}
	if x.plan.exact[id] {
		only := []cnf.Lit{-c}
		for _, d := range kept {
			only = append(only, x.and(cnf.Meaning{Kind: cnf.Derived, A: int32(i), B: int32(j), C: int32(id)}, tag, d.a, d.b))
		}
		x.F.Add(tag, only...)
	}
	return c
}

// containsDerivation reports whether d is in a list.
func containsDerivation(ds []derivation, d derivation) bool {
	for _, e := range ds {
		if e == d {
			return true
		}
	}
	return false
}

// deriveClosure derives the demanded pairs of T, which is R+ or R*: T contains R and
// R;T.
func (x *Encoding) deriveClosure(id rel.ID) {
	need := x.rows(x.rels.need, id)
	if need.Empty() {
		return
	}
	n := &x.M.Nodes[id]
	tag := cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}
	t := x.newTable(id)
	x.eachPair(need, func(i, j int) {
		if i == j && n.Op == rel.Star {
			*x.lit(t, i, j) = x.simplify(x.exec[i])
		} else {
			*x.lit(t, i, j) = x.newPairVar(id, i, j)
		}
	})
	via := &rel.Node{A: n.A, B: id}
	x.eachPair(need, func(i, j int) {
		if i == j && n.Op == rel.Star {
			return
		}
		c := *x.lit(t, i, j)
		x.F.Add(tag, -x.pairLit(n.A, i, j), c)
		x.between(via, i, j, func(k int) {
			if k != i && k != j {
				x.F.Add(tag, -x.pairLit(n.A, i, k), -x.pairLit(id, k, j), c)
			}
		})
	})
}
