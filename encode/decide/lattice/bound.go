package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// LatticeTest builds the structure of a test with free slots, and decides all of
// its variants, of which there are at most MaxListed.
func (d *Decider) LatticeTest(ctx context.Context, t *litmus.Test, choices map[string]string) (*event.Structure, *Variants, error) {
	return d.latticeTest(ctx, t, choices, MaxListed, nil)
}

// BordersTest is LatticeTest for any number of variants; see [Decider.Borders]. prices
// gives the prices of a structure.
func (d *Decider) BordersTest(ctx context.Context, t *litmus.Test, choices map[string]string, prices func(*event.Structure) (*Prices, error)) (*event.Structure, *Variants, error) {
	return d.latticeTest(ctx, t, choices, maxVariants, prices)
}

func (d *Decider) latticeTest(ctx context.Context, t *litmus.Test, choices map[string]string, most int, prices func(*event.Structure) (*Prices, error)) (*event.Structure, *Variants, error) {
	return decide.RaiseFor(ctx, d.Decider, 0, t, choices, true, func(at *decide.Decider, s *event.Structure) (*Variants, decide.Standing, error) {
		var p *Prices
		if prices != nil {
			var err error
			if p, err = prices(s); err != nil {
				return nil, decide.GivenUp, err
			}
		}
		all, err := (&Decider{at, d.strengths}).lattice(ctx, s, most, p)
		if err != nil {
			return all, decide.GivenUp, err
		}
		how, higher := decide.Settled, false
		for _, g := range all.Groups() {
			one := g.Standing()
			how, higher = max(how, one), higher || one == decide.AtBound
		}
		if higher && !at.BoundRaised() {
			how = decide.AtBound
		}
		return all, how, nil
	})
}
