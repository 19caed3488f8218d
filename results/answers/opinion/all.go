package opinion

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// All decides a case for every combination of choices of the slots that it leaves open, out
// of one encoding. If that leaves a variant Unknown, it is decided alone. Too many variants
// are a [*lattice.TooMany]; see [TooManyVariants].
func (w *Worker) All(ctx context.Context, c Case) (*event.Structure, *lattice.Variants, error) {
	return w.each(ctx, c, (*lattice.Decider).LatticeTest)
}

// Borders is All for any number of variants, if few of them are minimal. Variants that are
// cheap by the prices of the choices are asked about first.
func (w *Worker) Borders(ctx context.Context, c Case, prices func(*event.Structure) (*lattice.Prices, error)) (*event.Structure, *lattice.Variants, error) {
	return w.each(ctx, c, func(d *lattice.Decider, ctx context.Context, t *litmus.Test, choices map[string]string) (*event.Structure, *lattice.Variants, error) {
		return d.BordersTest(ctx, t, choices, prices)
	})
}

func (w *Worker) each(ctx context.Context, c Case, decided func(*lattice.Decider, context.Context, *litmus.Test, map[string]string) (*event.Structure, *lattice.Variants, error)) (*event.Structure, *lattice.Variants, error) {
	d := w.Decider(c.Model)
	s, all, err := decided(d.Decider, ctx, c.Test, c.Choices)
	if err == nil {
		err = d.Alone(ctx, c.Test, c.Choices, s, all)
	}
	return s, all, err
}
