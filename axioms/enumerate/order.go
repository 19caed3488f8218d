package enumerate

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
)

// orders chooses the order of the writes of every location with two or more.
func (g *search) orders() bool {
	before := make([][]uint64, len(g.locs))
	if g.coherent {
		for k, l := range g.locs {
			var ok bool
			if before[k], ok = g.forced(l); !ok {
				return g.step()
			}
		}
	}
	return g.order(0, before)
}

// order goes through the orders of the k-th location and those after it.
func (g *search) order(k int, before [][]uint64) bool {
	if k == len(g.locs) {
		return g.bell(0)
	}
	return g.extend(k, before, g.x.Co[g.locs[k]][1:], 0, 0)
}

// extend places the write at position n of an order and those after it. done
// holds the writes that stand before it, by their index in g.writes.
func (g *search) extend(k int, before [][]uint64, co []int32, n int, done uint64) bool {
	if n == len(co) {
		return g.order(k+1, before)
	}
	writes := g.writes[g.locs[k]]
	for i, w := range writes {
		if done>>i&1 != 0 || before[k] != nil && before[k][i]&^done != 0 {
			continue
		}
		co[n] = w
		if !g.extend(k, before, co, n+1, done|1<<i) {
			return false
		}
	}
	return true
}

// forced is what sc per location alone says of the order of a location: for
// each write the set of those that come before it, by their index in g.writes.
// It reports false when that is circular. The rules are the five patterns that
// the axiom forbids: with ≤ for "is or reads from", an access po-before
// another to the same location cannot have a write that comes later.
func (g *search) forced(loc int) (before []uint64, ok bool) {
	writes := g.writes[loc]
	before = make([]uint64, len(writes))
	index := func(w int32) int { return slices.Index(writes, w) } // -1: initial
	accesses := func(yield func(access int32, write int) bool) {
		for i, w := range writes {
			if !yield(w, i) {
				return
			}
		}
		for _, r := range g.reads {
			if int(g.s.Events[r].Loc) == loc && !yield(r, index(g.x.Rf[r])) {
				return
			}
		}
	}
	ok = true
	accesses(func(a int32, wa int) bool {
		accesses(func(b int32, wb int) bool {
			if !g.s.Po(int(a), int(b)) || wa == wb {
				return true
			}
			switch {
			case wb < 0: // b sees the initial write, a a later one
				ok = false
			case wa >= 0:
				before[wb] |= 1 << wa
			}
			return ok
		})
		return ok
	})
	return before, ok && closeOrder(before)
}

// closeOrder makes the relation transitive, so that every choice of a next
// write can be continued to a full order. It reports false for a cycle.
func closeOrder(before []uint64) bool {
	for k := range before {
		for i := range before {
			if before[i]>>k&1 != 0 {
				before[i] |= before[k]
			}
		}
	}
	for i := range before {
		if before[i]>>i&1 != 0 {
			return false
		}
	}
	return true
}

// complete has a candidate completed and judged.
func (g *search) complete() bool {
	if !g.step() {
		return false
	}
	c, err := g.x.Complete()
	if err != nil {
		return g.refused(err)
	}
	if !g.wanted(c) || !g.judge.Consistent(g.meter, c) {
		return true
	}
	return g.visit(c)
}

// refused looks at why a candidate cannot be completed. That a value depends
// on itself or has no meaning is for axioms/execution to find out; anything else
// should have been seen to here.
func (g *search) refused(err error) bool {
	var ill *execution.IllFormed
	switch {
	case errors.As(err, &ill) && ill.Fault == execution.ThinAir:
	case ill != nil && ill.Fault == execution.Undefined:
		g.undefined++
	default:
		g.err = fmt.Errorf("enumerate: %s: a candidate that is none: %w", g.s.Test.Name, err)
		return false
	}
	return true
}
