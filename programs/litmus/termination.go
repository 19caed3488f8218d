package litmus

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Property names a question about a test.
type Property string

// The properties. The zero Property is Safety.
const (
	Safety      Property = "safety"      // the test's own condition
	Termination Property = "termination" // whether some thread waits forever
)

// Properties lists the properties.
func Properties() []string { return []string{string(Safety), string(Termination)} }

// Asking returns the test that asks about a property.
func (t *Test) Asking(p Property) (*Test, error) {
	switch p {
	case "", Safety:
		return t, nil
	case Termination:
		return t.Terminating()
	default:
		panic(fmt.Sprintf("litmus: unknown property %q", p))
	}
}

// Terminating returns a copy of the test that asks whether some thread waits forever, in place
// of its own condition, list of locations and claims. A test with a filter is refused: a
// filter is about the registers of threads that have ended.
func (t *Test) Terminating() (*Test, error) {
	if t.Filter != nil {
		return nil, diag.New(t.Filter.At(), diag.NoTermination, "%s has a filter, so it is not known in which executions its threads may wait", t.Name).
			Note("a filter is about final states, and a thread that waits forever has none").
			WithFix("replace the filter by the loop that it stands for")
	}
	asks := *t
	asks.Cond = Cond{Quant: verdict.NotExists, Prop: &Waits{Span: t.Cond.Span}, Span: t.Cond.Span}
	asks.Locations, asks.Results = nil, nil
	return &asks, nil
}

// AsksTermination reports whether the condition is about threads that wait forever.
func (t *Test) AsksTermination() bool {
	asks := false
	EachLeaf(t.Cond.Prop, func(p Prop) {
		if _, ok := p.(*Waits); ok {
			asks = true
		}
	})
	return asks
}
