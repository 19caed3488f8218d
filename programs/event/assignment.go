package event

import "slices"

// Assignment returns the slot assignment by name. choices holds the choice of each free slot
// by index; it may be nil if all slots are fixed.
func (s *Structure) Assignment(choices []int) map[string]string {
	m := make(map[string]string, len(s.Slots))
	for i := range s.Slots {
		k := s.Slots[i].Fixed
		if choices != nil {
			k = choices[i]
		}
		m[s.Slots[i].Name] = s.Slots[i].Choices[k]
	}
	return m
}

// SlotChoices returns the choices of a slot assignment by index, in the order of the slots;
// -1 for a slot that it does not name.
func (s *Structure) SlotChoices(assignment map[string]string) []int {
	choices := make([]int, len(s.Slots))
	for i := range s.Slots {
		choices[i] = slices.Index(s.Slots[i].Choices, assignment[s.Slots[i].Name])
	}
	return choices
}
