package rel

import "slices"

// Flags returns the names of the flags of a model, in the order written. Several axioms can
// raise one flag.
func (m *Model) Flags() (names []string) {
	for i := range m.Axioms {
		if a := &m.Axioms[i]; a.Mode == Flag && !slices.Contains(names, a.Name) {
			names = append(names, a.Name)
		}
	}
	return names
}

// Raising returns the models that demand a flag: one for each axiom that raises it, which
// is a plain axiom there. An execution has the flag if one of them allows it.
func (m *Model) Raising(flag string) (all []*Model) {
	for i := range m.Axioms {
		if a := &m.Axioms[i]; a.Mode != Flag || a.Name != flag || m.holdsNever(a) {
			continue
		}
		raised := *m
		raised.Axioms = slices.Clone(m.Axioms)
		raised.Axioms[i].Mode = Plain
		all = append(all, &raised)
	}
	return all
}

// holdsNever reports whether a check demands an element of what is empty.
func (m *Model) holdsNever(a *Axiom) bool {
	op := m.Nodes[a.Expr].Op
	return a.Neg && (op == SetEmpty || op == RelEmpty)
}
