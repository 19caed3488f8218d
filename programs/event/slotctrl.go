package event

import "slices"

// SlotCtrl holds the control dependencies that ctrl() makes in one choice of a
// slot. They hold between two executed events if the slot has that choice.
// Those of a fixed slot, or of a path that only this choice takes, are also in
// Structure.Ctrl.
type SlotCtrl struct {
	Slot, Pick int
	Pairs      Pairs
}

// Pick returns the choice of a slot: the fixed one, or that in picks.
func (s *Structure) Pick(slot int, picks []int) int {
	if s.Slots[slot].Fixed >= 0 {
		return s.Slots[slot].Fixed
	}
	return picks[slot]
}

// Depends reports whether j has a control dependency on i where both are executed
// and free slots have the given choices.
func (s *Structure) Depends(i, j int, picks []int) bool {
	return s.Ctrl.Has(i, j) || slices.ContainsFunc(s.SlotCtrl, func(c SlotCtrl) bool {
		return s.Slots[c.Slot].Fixed < 0 && picks[c.Slot] == c.Pick && c.Pairs.Has(i, j)
	})
}

// Owner returns the slot whose choice makes j depend on i; -1 if none does, or if j depends
// on i whatever the choices.
func (s *Structure) Owner(i, j int, picks []int) (slot int) {
	for k := range s.SlotCtrl {
		if c := &s.SlotCtrl[k]; s.Pick(c.Slot, picks) == c.Pick && c.Pairs.Has(i, j) {
			return c.Slot
		}
	}
	return -1
}

// Permits reports whether a guard allows choices of free slots: none of its
// conjuncts requires another choice.
func (s *Structure) Permits(guard Expr, picks []int) bool {
	n := &s.Pool.Nodes[guard]
	switch m := &s.Pool.Nodes[n.A]; {
	case n.Op == All:
		return s.Permits(n.A, picks) && s.Permits(n.B, picks)
	case n.Op == SlotIs:
		return picks[n.Arg] == int(n.Arg2)
	case n.Op == Not && m.Op == SlotIs:
		return picks[m.Arg] != int(m.Arg2)
	}
	return true
}

// Conditional calls f for each choice of a free slot that makes j depend on i
// by control, unless j depends on i whatever the choices.
func (s *Structure) Conditional(i, j int, f func(slot, pick int)) {
	if len(s.SlotCtrl) == 0 || s.Ctrl.Has(i, j) {
		return
	}
	for k := range s.SlotCtrl {
		if c := &s.SlotCtrl[k]; s.Slots[c.Slot].Fixed < 0 && c.Pairs.Has(i, j) {
			f(c.Slot, c.Pick)
		}
	}
}
