package encode

import (
	"fmt"
	"math/bits"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
)

// demand finds, from the axioms down, which undecided pairs of each node can make
// a difference to the axioms. Only these get variables.
func (x *Encoding) demand(axioms []int, reach []bool) {
	for _, a := range axioms {
		ax := &x.M.Axioms[a]
		if ax.Neg {
			x.passRows(x.demandable(ax), ax.Expr)
			continue
		}
		switch ax.Kind {
		case rel.Acyclic:
			x.demandCycles(ax.Expr)
		case rel.Irreflexive:
			for i := range x.n {
				x.demandForbidden(ax.Expr, i, i)
			}
		case rel.Empty:
			x.eachPair(x.rows(x.rels.may, ax.Expr), func(i, j int) { x.demandForbidden(ax.Expr, i, j) })
		default:
			panic(fmt.Sprintf("encode: no such kind of axiom: %d", ax.Kind))
		}
	}
	comps := x.plan.comps
	for c := len(comps) - 1; c >= 0; c-- {
		if !reach[comps[c].nodes[0]] {
			continue
		}
		if !comps[c].rec {
			x.passDemand(comps[c].nodes[0])
			continue
		}
		for x.passDemandRound(comps[c].nodes) {
		}
	}
}

// passDemandRound passes the demand of a recursive component to its operands once.
// It reports whether the demand inside the component has grown.
func (x *Encoding) passDemandRound(nodes []rel.ID) bool {
	before := x.demanded(nodes)
	for k := len(nodes) - 1; k >= 0; k-- {
		x.passDemand(nodes[k])
	}
	return x.demanded(nodes) != before
}

// demanded returns the number of demanded pairs of some nodes.
func (x *Encoding) demanded(nodes []rel.ID) (n int) {
	for _, id := range nodes {
		n += x.rows(x.rels.need, id).Count()
	}
	return n
}

// demandPair marks one pair of a node as needed, unless it is decided or its
// literal exists anyway.
func (x *Encoding) demandPair(id rel.ID, i, j int) {
	x.demandRow(id, i, j>>6, 1<<(j&63))
}

// demandRow marks the pairs (i, 64*k+b) for the bits b of mask.
func (x *Encoding) demandRow(id rel.ID, i, k int, mask uint64) {
	if op := x.M.Nodes[id].Op; x.plan.structural[id] || op == rel.RelBase || op == rel.Brackets {
		return
	}
	r := &x.rels
	o := (int(id)*x.n+i)*x.w + k
	r.need[o] |= mask & r.may[o] &^ r.must[o]
}

// wayBack relates i to j if j reaches i along the pairs that may be in e. A pair of
// e lies on a cycle exactly if it is in this relation, too. The result is valid
// until the next bound is computed.
func (x *Encoding) wayBack(e rel.ID) bitset.Set {
	r := &x.rels
	k := x.n * x.w
	reachable, back := r.tmp[:k], r.tmp[k:2*k]
	copy(reachable, x.rows(r.may, e))
	x.close(reachable)
	x.invert(back, reachable)
	return back
}

// demandCycles demands the pairs that lie on a cycle.
func (x *Encoding) demandCycles(e rel.ID) {
	back := x.wayBack(e)
	for i := range x.n {
		for q := range x.w {
			x.demandRow(e, i, q, back[i*x.w+q])
		}
	}
}

// demandForbidden demands the pairs that forbid uses to say that (i, j) is not in
// e.
func (x *Encoding) demandForbidden(e rel.ID, i, j int) {
	if !x.inBound(x.rels.may, e, i, j) || x.inBound(x.rels.must, e, i, j) {
		return
	}
	n := &x.M.Nodes[e]
	switch {
	case x.plan.structural[e]:
	case n.Op == rel.Union:
		x.demandForbidden(n.A, i, j)
		x.demandForbidden(n.B, i, j)
	case n.Op == rel.Seq:
		x.between(n, i, j, func(k int) {
			x.demandPair(n.A, i, k)
			x.demandPair(n.B, k, j)
		})
	default:
		x.demandPair(e, i, j)
	}
}

// between calls f for every event k for which (i, k) may be in A and (k, j) in B.
func (x *Encoding) between(n *rel.Node, i, j int, f func(k int)) {
	x.work(x.n)
	for q, w := range x.rows(x.rels.may, n.A)[i*x.w : (i+1)*x.w] {
		for ; w != 0; w &= w - 1 {
			k := q<<6 | bits.TrailingZeros64(w)
			if x.inBound(x.rels.may, n.B, k, j) {
				f(k)
			}
		}
	}
}

// passDemand passes the demand of a node to its operands.
func (x *Encoding) passDemand(id rel.ID) {
	n := &x.M.Nodes[id]
	need := x.rows(x.rels.need, id)
	switch n.Op {
	case rel.RecVar:
		x.passRows(need, x.M.Groups[n.Group].Defs[n.Member])
	case rel.Ident, rel.Opt, rel.Compl, rel.SetCompl:
		x.passRows(need, n.A)
	case rel.Union, rel.SetUnion, rel.Inter, rel.SetInter, rel.Diff, rel.SetDiff:
		x.passRows(need, n.A)
		x.passRows(need, n.B)
	case rel.Inverse:
		x.eachPair(need, func(i, j int) { x.demandPair(n.A, j, i) })
	case rel.Cross:
		x.eachPair(need, func(i, j int) {
			x.demandPair(n.A, i, i)
			x.demandPair(n.B, j, j)
		})
	case rel.Domain, rel.Range:
		x.eachPair(need, func(i, _ int) {
			x.work(x.n)
			for j := range x.n {
				if n.Op == rel.Domain {
					x.demandPair(n.A, i, j)
				} else {
					x.demandPair(n.A, j, i)
				}
			}
		})
	case rel.Seq:
		x.passSeq(need, n.A, n.B, n.A, n.B)
	case rel.Plus, rel.Star:
		// T contains R;T, so the demand of T spreads along R within T.
		for before := -1; ; {
			x.passRows(need, n.A)
			x.passSeq(need, n.A, id, n.A, id)
			now := x.demanded([]rel.ID{id})
			if now == before {
				break
			}
			before = now
		}
	case rel.SetBase, rel.RelBase, rel.SetUniv, rel.RelUniv, rel.SetEmpty, rel.RelEmpty: // no operands
	case rel.Brackets: // its literals exist
	default:
		panic(fmt.Sprintf("encode: node %d is of unknown kind %d", id, n.Op))
	}
}

// passRows demands the needed pairs of another node, too.
func (x *Encoding) passRows(need bitset.Set, to rel.ID) {
	if x.plan.structural[to] {
		return
	}
	for i := range x.n {
		for k := range x.w {
			if w := need[i*x.w+k]; w != 0 {
				x.demandRow(to, i, k, w)
			}
		}
	}
}

// passSeq demands the pairs of a and b that derive the needed pairs of a;b.
func (x *Encoding) passSeq(need bitset.Set, a, b, wantA, wantB rel.ID) {
	r := &x.rels
	ma, mb := x.rows(r.may, a), x.rows(r.may, b)
	for i := range x.n {
		row := need[i*x.w : (i+1)*x.w]
		if row.Empty() {
			continue
		}
		x.work(x.n * x.w / 4)
		for q := range x.w {
			for w := ma[i*x.w+q]; w != 0; w &= w - 1 {
				m := q<<6 | bits.TrailingZeros64(w)
				some := false
				for k := range x.w {
					if t := row[k] & mb[m*x.w+k]; t != 0 {
						x.demandRow(wantB, m, k, t)
						some = true
					}
				}
				if some {
					x.demandPair(wantA, i, m)
				}
			}
		}
	}
}

// estimate returns about how many clauses the demanded pairs will take: for each
// pair the number of ways to derive it.
func (x *Encoding) estimate(reach []bool) (clauses int) {
	r := &x.rels
	for id := range reach {
		n := &x.M.Nodes[id]
		if !reach[id] || n.Op != rel.Seq && n.Op != rel.Plus && n.Op != rel.Star {
			continue
		}
		need, may := x.rows(r.need, rel.ID(id)), x.rows(r.may, n.A)
		for i := range x.n {
			if rows := need[i*x.w : (i+1)*x.w].Count(); rows > 0 {
				clauses += rows * may[i*x.w:(i+1)*x.w].Count()
			}
		}
	}
	return clauses
}

// manyEliminated is the number of clauses below which estimateCycles counts none.
const manyEliminated = 500_000

// estimateCycles returns about how many clauses it takes to exclude cycles from the relations
// of the undecided axioms, if they are very many.
func (x *Encoding) estimateCycles() (clauses int) {
	for _, a := range x.undecided {
		if ax := &x.M.Axioms[a]; ax.Kind == rel.Acyclic && !ax.Neg {
			may, back := x.rows(x.rels.may, ax.Expr), x.wayBack(ax.Expr)
			pairs, events := 0, 0
			for i := range x.n {
				own := 0
				for q := range x.w {
					own += bits.OnesCount64(may[i*x.w+q] & back[i*x.w+q])
				}
				if pairs += own; own > 0 {
					events++
				}
			}
			if events > 0 {
				clauses += pairs / 3 * pairs / events
			}
		}
	}
	if clauses < manyEliminated {
		return 0
	}
	return clauses
}
