package rel

import (
	"slices"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
)

// TestBeginnings: axioms that only more events can satisfy are no axioms of the beginnings of
// executions.
func TestBeginnings(t *testing.T) {
	for _, c := range []struct {
		text string
		kept []string
	}{
		{`acyclic po | rf as a empty rmw & (co;co) as b`, []string{"a", "b"}},
		{`acyclic po | rf as a ~empty po & (W * SYNC) as b`, []string{"a"}},
		{`acyclic co \ (co;co) as a irreflexive po \ ctrl as b`, []string{"b"}},
		{`let s = domain rf empty [W \ s] as a acyclic po as b`, []string{"b"}},
		{`flag ~empty po as f acyclic po as b`, []string{"f", "b"}},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		less := m.Beginnings(&event.Structure{})
		if got := less.AxiomNames(); !slices.Equal(got, c.kept) {
			t.Errorf("%s: kept %v, want %v", c.text, got, c.kept)
		}
		if (less == m) != (len(less.Axioms) == len(m.Axioms)) {
			t.Errorf("%s: a copy of the whole model, or the model itself without axioms", c.text)
		}
	}
}
