package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// LatticeTest builds the structure of a test with free slots, and decides all of
// its variants.
func (d *Decider) LatticeTest(ctx context.Context, t *litmus.Test, choices map[string]string) (*event.Structure, *Variants, error) {
	return decide.RaiseFor(ctx, d.Decider, 0, t, choices, true, func(at *decide.Decider, s *event.Structure) (*Variants, decide.Standing, error) {
		all, err := (&Decider{at, d.strengths}).Lattice(ctx, s)
		if err != nil {
			return all, decide.GivenUp, err
		}
		how, higher := decide.Settled, false
		for i := range all.Answers {
			one := all.Answers[i].Standing()
			how, higher = max(how, one), higher || one == decide.AtBound
		}
		if higher && !at.BoundRaised() {
			how = decide.AtBound
		}
		return all, how, nil
	})
}
