package fit

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
)

// WithoutChecks returns the model without the axioms of some names, or without any axiom if
// all is set. Flags stay. missing lists the names that no axiom has.
func (m *Model) WithoutChecks(names []string, all bool) (less *Model, missing []string) {
	var gone []int
	seen := map[string]bool{}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		named := slices.Contains(names, a.Name)
		if named {
			seen[a.Name] = true
		}
		if a.Mode == rel.Plain && (all || named) {
			gone = append(gone, i)
		}
	}
	for _, name := range names {
		if !seen[name] {
			missing = append(missing, name)
		}
	}
	if len(gone) == 0 {
		return m, missing
	}
	other := *m
	other.Model, other.amended = m.Model.Without(gone...), nil
	return &other, missing
}
