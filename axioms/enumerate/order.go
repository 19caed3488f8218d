package enumerate

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// sorting is an object whose executed members have to be ordered, with what is known of
// the order beforehand.
type sorting struct {
	of      event.Order
	object  int
	members []int32  // without the initial one
	before  []uint64 // per member: the members that must come before it, by index; nil if nothing is known
}

// objects collects the objects of a kind whose members have to be ordered. ok is false if
// no order exists or a limit is reached; then the search returns more.
func (g *search) objects(o event.Order) (more, ok bool) {
	initial := 0
	if event.Orders[o].Initial {
		initial = 1
	}
	for k, members := range g.members[o] {
		g.x.Order[o][k] = append(g.x.Order[o][k][:initial], members...)
		if len(members) > maxMembers {
			g.limit = fmt.Sprintf("there are executions with more than %d %s", maxMembers, g.s.MembersOf(o, k))
			return false, false
		}
		if o == event.Dbo && !g.answerable(members) {
			return g.step(), false
		}
		if len(members) > 1 {
			g.sorting = append(g.sorting, sorting{of: o, object: k, members: members, before: g.fixed(o, members)})
		}
	}
	return true, true
}

// fixed returns what the program fixes of the order of members.
func (g *search) fixed(o event.Order, members []int32) []uint64 {
	if !event.Orders[o].Fixes() {
		return nil
	}
	before := make([]uint64, len(members))
	for i, e := range members {
		for k, f := range members {
			if g.s.Fixed(o, f, e) {
				before[i] |= 1 << k
			}
		}
	}
	return before
}

// orders chooses an order for every object with two or more executed members.
func (g *search) orders() bool {
	if g.coherent {
		for i := range g.sorting {
			if t := &g.sorting[i]; t.of == event.Co {
				var ok bool
				if t.before, ok = g.forced(t.object); !ok {
					return g.step()
				}
			}
		}
	}
	return g.order(0)
}

// order tries all orders of the k-th object and of those after it.
func (g *search) order(k int) bool {
	if k == len(g.sorting) {
		return g.complete()
	}
	t := &g.sorting[k]
	list := g.x.Order[t.of][t.object]
	if g.s.Mixed() && t.of == event.Co {
		known := t.before
		defer func() { t.before = known }()
		var ok bool
		if t.before, ok = g.agreeing(k); !ok {
			return g.step()
		}
	}
	return g.extend(k, list[len(list)-len(t.members):], 0, 0)
}

// extend chooses the member at position n of an order and those after it. done is the set
// of the members before it, by index. Two orders of messages that coalesce are different
// executions, because models can refer to dbo.
func (g *search) extend(k int, list []int32, n int, done uint64) bool {
	t := &g.sorting[k]
	if n == len(list) {
		return g.order(k + 1)
	}
	stuck := true
	for i, e := range t.members {
		if done>>i&1 != 0 || t.before != nil && t.before[i]&^done != 0 || t.of == event.Dbo && !g.pendingFor(e, list[:n]) {
			continue
		}
		list[n], stuck = e, false
		if !g.extend(k, list, n+1, done|1<<i) {
			return false
		}
	}
	return !stuck || g.step()
}

// forced returns what SC per location alone fixes of the order of a location: for each
// write the set of writes before it, by index. It returns false if that is circular. The
// rules are the five patterns that the axiom forbids: an access that is po-before
// another one to the same location is not, and does not read from, a later write than
// the other.
func (g *search) forced(loc int) (before []uint64, ok bool) {
	writes := g.members[event.Co][loc]
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
			case wb < 0: // b reads the initial write, a a later one
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

// closeOrder makes the relation transitive, so that every choice of a next write extends
// to a full order. It returns false if the relation is cyclic.
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

// complete completes a candidate and has it judged.
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

// refused handles the error for a candidate that cannot be completed. Only
// axioms/execution finds out that a value depends on itself or has no meaning. Every
// other error is a fault of the search.
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
