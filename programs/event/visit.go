package event

import "slices"

// Visit records that a path reaches a slot. A slot without instructions makes no event, so
// only the visit shows its place.
type Visit struct {
	Slot   int
	Thread int
	Cell   int
	Guard  Expr  // of the path
	At     int32 // events before the slot on this path have smaller numbers, later ones do not
}

// SlotsBetween lists the slots that a thread reaches between its events a and b in an
// execution that contains both: those with a visit whose guard holds. It lists each slot
// once, in order.
func (s *Structure) SlotsBetween(a, b int, holds func(Expr) bool) (slots []int) {
	for i := range s.Visits {
		v := &s.Visits[i]
		if v.Thread == s.Events[a].Thread && a < int(v.At) && int(v.At) <= b && !slices.Contains(slots, v.Slot) && holds(v.Guard) {
			slots = append(slots, v.Slot)
		}
	}
	return slots
}
