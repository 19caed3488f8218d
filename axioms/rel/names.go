package rel

import (
	"fmt"
	"path/filepath"
	"strings"
)

// AxiomNames returns a unique name for each axiom: the name that the model gives it, with
// its place if several axioms have the name, or else only the place, "power.cat:37".
func (m *Model) AxiomNames() []string {
	names := make([]string, len(m.Axioms))
	count := map[string]int{}
	place := func(i int) string {
		at := m.Axioms[i].Span
		if !at.Known() {
			return m.Axioms[i].Name
		}
		return fmt.Sprintf("%s:%d", filepath.Base(at.Src.Name), at.Line())
	}
	for i := range names {
		names[i] = m.Axioms[i].Name
		if names[i] == fmt.Sprintf("axiom %d", i+1) {
			names[i] = place(i)
		}
		count[names[i]]++
	}
	for i := range names {
		switch {
		case count[names[i]] == 1:
		case strings.Contains(names[i], ":"): // two on one line
			names[i] += fmt.Sprintf(" (axiom %d)", i+1)
		default:
			names[i] += " (" + place(i) + ")"
		}
	}
	return names
}
