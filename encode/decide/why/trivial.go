package why

import (
	"context"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Trivial finds out why s is Never whatever the model: no candidate execution,
// allowed or not, satisfies the proposition. nil says that one does, or that it
// is not known. Slots may be free: what is trivial then is so in every variant.
//
// It is proved as a verdict is: a Never of the model without axioms. So neither
// a loop bound nor a limit makes a condition look trivial.
func (x *Explainer) Trivial(ctx context.Context, s *event.Structure) (*Trivial, error) {
	if guess(s) != nil {
		return nil, nil
	}
	bare := x.withoutAxioms()
	a, err := bare.Exists(ctx, s)
	if err != nil || a.Verdict != verdict.Never {
		return nil, err
	}
	return explain(ctx, bare, s)
}
