package rel

// Beginnings is the model of the beginnings of executions: it has those axioms of m
// that hold of every beginning of an execution that they hold of. A beginning has
// with an event all that is before it in program order, and the write that it reads
// from. For a model as they usually are that is m itself.
//
// Whether an execution can reach a loop bound is asked under this model. What lies
// beyond the bound is not in the structure, and an axiom such as ~empty can ask for it.
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
