package rel

// Beginnings returns a model for the beginnings of executions. It has those axioms of m
// that hold of every beginning of an execution if they hold of the execution. A beginning
// contains, with each event, all events before it in program order and the write that it
// reads from. For most models, the result is m itself.
//
// The query whether an execution can reach a loop bound uses this model. Events beyond the
// bound are not in the structure, and an axiom such as ~empty can demand them.
func (m *Model) Beginnings() *Model {
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
		return m
	}
	return m.Without(leave...)
}
