package rel

import "slices"

// Everything returns a model without axioms, which allows everything.
func Everything() *Model { return &Model{Name: "no axioms", Nodes: make([]Node, 1)} }

// Without returns the model without the axioms of given numbers. It shares everything else
// with m.
func (m *Model) Without(axioms ...int) *Model {
	less := *m
	less.Axioms = nil
	for i := range m.Axioms {
		if !slices.Contains(axioms, i) {
			less.Axioms = append(less.Axioms, m.Axioms[i])
		}
	}
	return &less
}
