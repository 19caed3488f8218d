package order

import "github.com/fencewise/fencewise/internal/bitset"

// link adds u before v to a transitive relation, with all that follows from it.
// It reports false, and changes nothing, where v comes before u.
func link(m bitset.Pairs, u, v int) bool {
	if u == v || m.Has(v, u) {
		return false
	}
	if m.Has(u, v) {
		return true
	}
	after := m.Row(v)
	for i := range m.N {
		if i != u && !m.Has(i, u) {
			continue
		}
		m.Row(i).AddAll(after)
		m.Add(i, v)
	}
	return true
}
