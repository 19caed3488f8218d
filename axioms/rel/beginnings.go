package rel

import "github.com/fencewise/fencewise/programs/event"

// Beginnings returns a model for the beginnings of executions of a structure. It has those axioms of m
// that hold of every beginning of an execution if they hold of the execution. A beginning
// contains, with each event, all events before it in program order and the write that it
// reads from. For most models, the result is m itself.
//
// The query whether an execution can reach a loop bound uses this model. Events beyond the
// bound are not in the structure, and an axiom such as ~empty can demand them.
//
// A model that is made smaller for the structure (see [Model.Specialize]) keeps more axioms.
func (m *Model) Beginnings(s *event.Structure) *Model {
	whole := m
	m = m.Specialize(s)
	shifting := m.Shifting()
	var leave []int
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if a.Mode != Plain {
			continue
		}
		keep := !a.Neg
		for id, p := range m.PolarityIn(func(b *Axiom) bool { return a == b }) {
			keep = keep && (p&Negative == 0 || !shifting[id])
		}
		if !keep {
			leave = append(leave, i)
		}
	}
	if leave == nil {
		return whole
	}
	return m.Without(leave...)
}
