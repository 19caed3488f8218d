package why

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/fixture"
)

// decider decides, and explains what it decides.
type decider struct {
	*lattice.Decider
	*Explainer
}

func deciderFor(t testing.TB, m *rel.Model, o decide.Options) *decider {
	t.Helper()
	d := lattice.New(m, o)
	t.Cleanup(func() { d.Close() })
	return &decider{d, New(d.Decider)}
}

// newDecider returns a decider for an embedded model.
func newDecider(t testing.TB, model string) *decider {
	t.Helper()
	return deciderFor(t, fixture.Model(t, model), decide.Options{})
}

// deciderOf returns a decider for a model given as cat text.
func deciderOf(t testing.TB, text string) *decider {
	t.Helper()
	return deciderFor(t, fixture.ModelText(t, text), decide.Options{})
}
