package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
)

// lit returns the literal of a pair.
func (z *Refiner) lit(id rel.ID, i, j int) cnf.Lit {
	x := z.x
	n := &x.M.Nodes[id]
	if !x.inBound(x.rels.may, id, i, j) || x.inBound(x.rels.must, id, i, j) || x.plan.structural[id] || ownLiterals(n) {
		return x.pairLit(id, i, j)
	}
	if to, i, j, ok := z.same(n, i, j); ok {
		return z.lit(to, i, j)
	}
	if i == j && (n.Op == rel.Opt || n.Op == rel.Star) {
		return x.simplify(x.exec[i])
	}
	p := pair{id, int32(i), int32(j)}
	l := z.lits[p]
	if l == 0 {
		l = x.newPairVar(id, i, j)
		z.lits[p] = l
	}
	return l
}

// ownLiterals reports whether the pairs of a node have literals that do not come from its
// operands.
func ownLiterals(n *rel.Node) bool { return n.Op == rel.RelBase || n.Op == rel.Brackets }

// same returns the pair of an operand that a pair of a node is the same as.
func (z *Refiner) same(n *rel.Node, i, j int) (of rel.ID, a, b int, ok bool) {
	switch n.Op {
	case rel.Ident:
		return n.A, i, j, true
	case rel.Opt:
		return n.A, i, j, i != j
	case rel.Inverse:
		return n.A, j, i, true
	case rel.Diff, rel.SetDiff: // what is subtracted depends only on the program, or the node would be exact
		return n.A, i, j, true
	}
	return 0, 0, 0, false
}

// derive adds the clauses of one derivation of a pair of the solution.
func (z *Refiner) derive(id rel.ID, i, j int) {
	x := z.x
	n := &x.M.Nodes[id]
	if x.inBound(x.rels.must, id, i, j) || x.plan.structural[id] || ownLiterals(n) {
		return
	}
	if to, i, j, ok := z.same(n, i, j); ok {
		z.derive(to, i, j)
		return
	}
	if i == j && (n.Op == rel.Opt || n.Op == rel.Star) {
		return
	}
	p := pair{id, int32(i), int32(j)}
	if z.done[p] {
		return
	}
	z.done[p] = true
	x.work(8)
	use := z.usable(id, i, j)
	follows := func(via int, lits ...cnf.Lit) {
		z.clause(step{p, int32(via)}, cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}, append(lits, z.lit(id, i, j))...)
	}
	switch n.Op {
	case rel.RecVar:
		def := x.M.Groups[n.Group].Defs[n.Member]
		z.derive(def, i, j)
		follows(0, -z.lit(def, i, j))
	case rel.Union, rel.SetUnion:
		of := z.member(n, use, i, j)
		z.derive(of, i, j)
		follows(int(of), -z.lit(of, i, j))
	case rel.Inter, rel.SetInter:
		z.derive(n.A, i, j)
		z.derive(n.B, i, j)
		follows(0, -z.lit(n.A, i, j), -z.lit(n.B, i, j))
	case rel.Cross:
		z.derive(n.A, i, i)
		z.derive(n.B, j, j)
		follows(0, -z.lit(n.A, i, i), -z.lit(n.B, j, j))
	case rel.Domain, rel.Range:
		m := use(n.A)
		for k := range x.n {
			a, b := i, k
			if n.Op == rel.Range {
				a, b = k, i
			}
			if x.hasPair(m, a, b) {
				z.derive(n.A, a, b)
				follows(k, -z.lit(n.A, a, b))
				break
			}
		}
	case rel.Seq:
		k := z.middle(n, use, i, j)
		z.derive(n.A, i, k)
		z.derive(n.B, k, j)
		d := derivation{z.lit(n.A, i, k), z.lit(n.B, k, j)}
		follows(k, -d.a, -d.b)
	case rel.Plus, rel.Star:
		path := z.path(n.A, use(n.A), i, j)
		for q := len(path) - 2; q >= 0; q-- {
			z.closureStep(id, n, path[q], path[q+1], j, q == len(path)-2)
		}
	default:
		panic(fmt.Sprintf("encode: node %d of kind %d has undecided pairs", id, n.Op))
	}
}

// closureStep adds that a step from i to k, and the way from there to j, make the pair (i, j)
// of a closure. last is set if k is j.
func (z *Refiner) closureStep(id rel.ID, n *rel.Node, i, k, j int, last bool) {
	x := z.x
	if i == j && n.Op == rel.Star || x.inBound(x.rels.must, id, i, j) {
		return
	}
	z.derive(n.A, i, k)
	tag, p := cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}, pair{id, int32(i), int32(j)}
	z.done[p] = true
	if last {
		z.clause(step{p, direct}, tag, -z.lit(n.A, i, j), z.lit(id, i, j))
		return
	}
	z.clause(step{p, int32(k)}, tag, -z.lit(n.A, i, k), -z.lit(id, k, j), z.lit(id, i, j))
}

// member returns an operand of a union that has a pair: one in which every solution has it, if
// there is one.
func (z *Refiner) member(n *rel.Node, use func(rel.ID) bitset.Set, i, j int) rel.ID {
	x := z.x
	if !x.hasPair(use(n.A), i, j) || x.hasPair(use(n.B), i, j) && x.inBound(x.rels.must, n.B, i, j) {
		return n.B
	}
	return n.A
}

// middle returns the event through which a composition has a pair: the one whose two pairs
// the most solutions have, as far as is known.
func (z *Refiner) middle(n *rel.Node, use func(rel.ID) bitset.Set, i, j int) int {
	x := z.x
	a, b := use(n.A), use(n.B)
	best, least := -1, 3
	x.work(x.w)
	bitset.Set(a[i*x.w : (i+1)*x.w]).Each(func(k int) {
		if !x.hasPair(b, k, j) {
			return
		}
		open := 0
		if !x.inBound(x.rels.must, n.A, i, k) {
			open++
		}
		if !x.inBound(x.rels.must, n.B, k, j) {
			open++
		}
		if open < least {
			best, least = k, open
		}
	})
	return best
}
