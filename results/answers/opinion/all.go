package opinion

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/event"
)

// All decides a case for every combination of choices of the slots that it leaves open, out
// of one encoding. If that leaves a variant Unknown, it is decided alone. Too many variants
// are a [*lattice.TooMany]; see [TooManyVariants].
func (w *Worker) All(ctx context.Context, c Case) (*event.Structure, *lattice.Variants, error) {
	d := w.Decider(c.Model)
	s, all, err := d.LatticeTest(ctx, c.Test, c.Choices)
	if err == nil {
		err = d.Alone(ctx, c.Test, c.Choices, s, all)
	}
	return s, all, err
}
