package rel

import "slices"

// Everything is a model that allows everything: it has no axiom.
func Everything() *Model { return &Model{Name: "no axioms", Nodes: make([]Node, 1)} }

// Without is the model without some of its axioms, by their numbers. It shares
// all else with m.
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
