package event

import "slices"

// Assignment returns the choice of every slot by name. choices has the choice of each slot by
// index, for slots that are free; nil says that all slots are fixed.
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

// SlotChoices returns the choices of an assignment by index, in the order of the slots; -1 for a
// slot that it does not name.
func (s *Structure) SlotChoices(assignment map[string]string) []int {
	choices := make([]int, len(s.Slots))
	for i := range s.Slots {
		choices[i] = slices.Index(s.Slots[i].Choices, assignment[s.Slots[i].Name])
	}
	return choices
}
