package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
)

// iterations holds the relations of a recursive component after each iteration of the
// computation of the least fixpoint. A pair is derived from pairs of the same or earlier
// iterations, and through a recursion variable only from earlier ones.
type iterations struct {
	place map[rel.ID]int // of a node in each iteration
	rows  [][]uint64     // by iteration
}

// evaluate computes the relations of a solution.
func (z *Refiner) evaluate(values []bool) {
	x := z.x
	formula := x.rels
	x.rels, x.assigned = z.now, values
	defer func() { x.rels, x.assigned = formula, nil }()
	clear(z.now.fixed)
	for i, l := range x.exec {
		if x.simplify(l) == cnf.True {
			z.now.fixed.Add(i)
		}
	}
	for ci, c := range x.plan.comps {
		if !z.reach[c.nodes[0]] {
			continue
		}
		for _, id := range c.nodes {
			clear(x.rows(z.now.may, id))
		}
		if !c.rec {
			x.boundSide(c.nodes[0], true)
			continue
		}
		it := iterations{place: map[rel.ID]int{}, rows: z.rec[ci].rows[:0]}
		for k, id := range c.nodes {
			it.place[id] = k * x.n * x.w
		}
		for grows := true; grows; {
			grows = false
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op != rel.RecVar {
					x.boundSide(id, true)
				}
			}
			rows := make([]uint64, 0, len(c.nodes)*x.n*x.w)
			for _, id := range c.nodes {
				rows = append(rows, x.rows(z.now.may, id)...)
			}
			it.rows = append(it.rows, rows)
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op == rel.RecVar && x.boundSide(id, true) {
					grows = true
				}
			}
		}
		z.rec[ci] = it
	}
}

// usable returns the pairs of a node that a pair of node id may be derived from: for
// pairs of a recursive component, those that it had when (i, j) came into id.
func (z *Refiner) usable(id rel.ID, i, j int) func(of rel.ID) bitset.Set {
	x := z.x
	ci := x.plan.compOf[id]
	all := func(of rel.ID) bitset.Set { return x.rows(z.now.may, of) }
	if !x.plan.comps[ci].rec || x.M.Nodes[id].Op == rel.RecVar {
		return all
	}
	it := &z.rec[ci]
	for t := range it.rows {
		if !x.hasPair(it.rows[t][it.place[id]:], i, j) {
			continue
		}
		return func(of rel.ID) bitset.Set {
			if x.plan.compOf[of] != ci {
				return all(of)
			}
			return it.rows[t][it.place[of] : it.place[of]+x.n*x.w]
		}
	}
	panic(fmt.Sprintf("encode: pair (%d,%d) of node %d came into it in no iteration", i, j, id))
}
