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

// Claim is what a bundle shows: that the proposition of a program holds in no execution
// that the model allows.
type Claim struct {
	Tool     string // this program and its version
	Test     *litmus.Test
	Model    *rel.Model
	Variants []string // of the model that are on
	Slots    map[string]string
	unroll.Limits

	// Lattice, if set, says that the slots that are not in Slots are free, and which
	// variants are believed to be Never. If it is nil, these slots have their
	// default choices.
	Lattice *Lattice

	// OrderAlike puts threads that are alike in one order, as queries about verdicts do
	// (docs/decisions/028-threads-that-are-alike.md). It has no effect where none are.
	OrderAlike bool

	// Former makes the structure and the formula as they were up to schema 3.
	Former bool

	// Uncounted makes the formula as it was up to schema 6; see [encode.Options.Uncounted].
	Uncounted bool

	// Unsequenced makes the formula as it was up to schema 7; see [encode.Options.Unsequenced].
	Unsequenced bool
	// AlikeDeps makes the structure as it was up to schema 8; see [unroll.Options.AlikeDeps].
	AlikeDeps bool
}

// schema returns the version of the format in which a bundle of the claim is written.
func (c *Claim) schema() int {
	switch {
	case c.Uncounted:
		return countsSchema - 1
	case c.Unsequenced:
		return sequenceSchema - 1
	case c.AlikeDeps:
		return guardedSchema - 1
	}
	return Schema
}

// Lattice holds what is believed about the variants of a program. When a bundle is
// written, each part of it is proved or left out.
type Lattice struct {
	// Cores lists sets of choices for some of the slots. Each set makes the verdict
	// Never, whatever the other slots hold.
	Cores []map[string]string
	// Steps lists pairs of barriers. The second one is at least as strong.
	Steps [][2]isa.Tag
}

// maxEvents bounds the memory that an untrusted bundle can take.
const maxEvents = 1 << 14

// structure returns the event structure of the claim, built as a decider builds it.
func (c *Claim) structure(ctx context.Context) (*event.Structure, error) {
	if c.MaxEvents > maxEvents {
		return nil, diag.New(diag.Span{}, diag.BundleModel, "a bundle can have at most %d events, but the limit is set to %d", maxEvents, c.MaxEvents).
			WithFix("lower --max-events")
	}
	can := c.Model.RoundsCanGoIn(c.Test)
	if c.Uncounted && !can.Writes {
		can = rel.Removable{}
	}
	return unroll.Build(ctx, c.Test, unroll.Options{Limits: c.Limits, Fixed: c.Slots, FreeSlots: c.Lattice != nil,
		KeepRounds: !can.Rounds, KeepWrites: !can.Writes, SkipAttempts: can.Atomic && !c.Uncounted, HeadsOnly: c.Uncounted,
		AlikeDeps: c.schema() < guardedSchema, Tree: c.Former})
}
