package why

import (
	"context"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Trivial finds out why s is Never under every model: no candidate execution,
// allowed or not, satisfies the proposition. It returns nil if some candidate does,
// or if that is not known. If slots are free, the result holds for every variant.
//
// The proof is a verdict, Never under the model without axioms. So neither a loop
// bound nor a limit makes a condition look trivial.
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
