package event

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
)

// SlotPairs holds the additional pairs of a static relation that depend on one slot choice:
// the control dependencies of ctrl(). They hold between two executed events if the slot
// has that choice. If the slot is fixed, or if only this choice leads to the path, the
// pairs are also in Structure.Static.
type SlotPairs struct {
	Of               Static
	Slot, SlotChoice int
	Pairs            bitset.Pairs
}

// SlotChoice returns the choice of a slot: the fixed one, or the one in choices.
func (s *Structure) SlotChoice(slot int, choices []int) int {
	if s.Slots[slot].Fixed >= 0 {
		return s.Slots[slot].Fixed
	}
	return choices[slot]
}

// RelatesIn reports whether a static relation holds between two events if both are
// executed and free slots have the given choices.
func (s *Structure) RelatesIn(r Static, i, j int, choices []int) bool {
	return s.Relates(r, i, j) || slices.ContainsFunc(s.BySlot, func(c SlotPairs) bool {
		return c.Of == r && s.Slots[c.Slot].Fixed < 0 && choices[c.Slot] == c.SlotChoice && c.Pairs.Has(i, j)
	})
}

// DecidingSlot returns the slot whose choice makes a static relation hold between two
// events; -1 if there is none, or if the relation holds for all choices.
func (s *Structure) DecidingSlot(r Static, i, j int, choices []int) (slot int) {
	for k := range s.BySlot {
		if c := &s.BySlot[k]; c.Of == r && s.SlotChoice(c.Slot, choices) == c.SlotChoice && c.Pairs.Has(i, j) {
			return c.Slot
		}
	}
	return -1
}

// Permits reports whether a guard allows choices of free slots, that is, none of its
// conjuncts requires other choices.
func (s *Structure) Permits(guard Expr, choices []int) bool {
	n := &s.Pool.Nodes[guard]
	switch m := &s.Pool.Nodes[n.A]; {
	case n.Op == All:
		return s.Permits(n.A, choices) && s.Permits(n.B, choices)
	case n.Op == SlotIs:
		return choices[n.Arg] == int(n.Arg2)
	case n.Op == Not && m.Op == SlotIs:
		return choices[m.Arg] != int(m.Arg2)
	}
	return true
}

// EachSlotChoice calls f for each choice of a free slot that makes a static relation hold
// between two events. It calls f for none if the relation holds for all choices.
func (s *Structure) EachSlotChoice(r Static, i, j int, f func(slot, choice int)) {
	if len(s.BySlot) == 0 || s.Relates(r, i, j) {
		return
	}
	for k := range s.BySlot {
		if c := &s.BySlot[k]; c.Of == r && s.Slots[c.Slot].Fixed < 0 && c.Pairs.Has(i, j) {
			f(c.Slot, c.SlotChoice)
		}
	}
}
