package lattice

import (
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// newDecider returns a decider for an embedded model.
func newDecider(t testing.TB, model string, o decide.Options) *Decider {
	t.Helper()
	d := New(fixture.Model(t, model), o)
	t.Cleanup(func() { d.Close() })
	return d
}

// deciderOf returns a decider for a model given as cat text.
func deciderOf(t testing.TB, text string) *Decider {
	t.Helper()
	d := New(fixture.ModelText(t, text), decide.Options{})
	t.Cleanup(func() { d.Close() })
	return d
}

// verdictFor decides a program that has no free slots.
func verdictFor(t *testing.T, d *Decider, text string) verdict.Verdict {
	t.Helper()
	return decidetest.Answer(t, d.Decider, diag.NewSource("test.litmus", text), nil).Verdict
}

// each calls f for every variant whose choices are all among those allowed in
// their slots.
func (l *Variants) each(allowed func(slot, choice int) bool, f func(v int)) {
	for v := range l.Len() {
		in := true
		for slot, c := range l.Slots(v) {
			in = in && (l.stride[slot] == 0 || allowed(slot, c))
		}
		if in {
			f(v)
		}
	}
}
