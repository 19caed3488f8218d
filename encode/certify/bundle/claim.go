package bundle

import (
	"context"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Claim is what a bundle is to show: that the proposition of a program holds in
// no execution that the model allows.
type Claim struct {
	Tool     string // this program and its version
	Test     *litmus.Test
	Model    *rel.Model
	Variants []string // of the model that are on
	Slots    map[string]string
	unroll.Limits

	// Lattice says that the slots which are not in Slots are free, and of which
	// variants the claim is; nil: they have their defaults.
	Lattice *Lattice
}

// Lattice is what is believed of the variants of a program. All of it is proved
// when a bundle is written, or is not in it.
type Lattice struct {
	// Cores are choices for some of the slots each that are enough for Never,
	// whatever stands in the others.
	Cores []map[string]string
	// Steps are pairs of barriers of which the second is at least as strong.
	Steps [][2]isa.Tag
}

// maxEvents bounds what a bundle from elsewhere can ask of memory.
const maxEvents = 1 << 14

// structure builds the event structure of the claim, as a decider does.
func (c *Claim) structure(ctx context.Context) (*event.Structure, error) {
	if c.MaxEvents > maxEvents {
		return nil, diag.New(diag.Span{}, diag.BundleModel, "a bundle is about %d events at most, and not up to %d", maxEvents, c.MaxEvents).
			WithFix("lower --max-events")
	}
	monotone, _ := c.Model.RoundsCanGo()
	return unroll.Build(ctx, c.Test, unroll.Options{Limits: c.Limits, Fixed: c.Slots, FreeSlots: c.Lattice != nil, KeepRounds: !monotone})
}
