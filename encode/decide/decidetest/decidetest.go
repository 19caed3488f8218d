// Package decidetest decides programs for tests, and fails the test where that is
// not possible.
//
// Tests inside encode/decide cannot import it. What they have in common with others
// is in package fixture.
//
// Entry points: [Decider]; [Answer] and [Witness].
package decidetest

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// Decider returns a decider that is closed when the test ends.
func Decider(t testing.TB, m *rel.Model) *decide.Decider {
	t.Helper()
	d := decide.New(m, decide.Options{})
	t.Cleanup(func() { d.Close() })
	return d
}

// Answer decides a program with the given slot choices; other slots have their
// default.
func Answer(t testing.TB, d *decide.Decider, src *diag.Source, choices map[string]string) decide.Answer {
	t.Helper()
	s, err := d.Structure(context.Background(), fixture.Parse(t, src), choices, false)
	if err != nil {
		t.Fatalf("%v\n%s", err, src.Text)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatalf("%v\n%s", err, src.Text)
	}
	return a
}

// Witness returns an execution that has the outcome; nil if none exists.
func Witness(t testing.TB, d *decide.Decider, src *diag.Source, choices map[string]string) *execution.Candidate {
	t.Helper()
	return Answer(t, d, src, choices).Witness
}
