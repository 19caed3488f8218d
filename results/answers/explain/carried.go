package explain

import (
	"context"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Side is one of two things that are compared: slot choices under a model.
type Side struct {
	Name  string // of what is compared: a variant or a model
	Model *fit.Model
	Set   map[string]string
}

// Carried finds an execution that one side allows and in which the proposition holds, and
// returns it with the barriers of the other side. It returns nil if the other side has no
// such execution: an interrupt came between the barriers of a choice, or a choice executes
// other instructions than barriers.
func Carried(ctx context.Context, w *opinion.Worker, t *litmus.Test, allows, forbids *Side) (*execution.Candidate, error) {
	d := w.Decider(allows.Model)
	at, err := d.Unrolled(ctx, t, allows.Set)
	if err != nil {
		return nil, err
	}
	s, err := d.StructureAt(ctx, at.Bound, t, nil, true)
	if err != nil {
		return nil, err
	}
	a, err := d.DecideVariant(ctx, s, s.SlotChoices(allows.Set))
	if err != nil || a.Witness == nil {
		return nil, err
	}
	x := *a.Witness.X
	x.Slots = s.SlotChoices(forbids.Set)
	c, err := x.Complete()
	if err != nil || !c.Holds(s.Cond) || !c.Holds(s.Filter) {
		return nil, nil
	}
	return c, nil
}

// Unbroken returns the error for a side that forbids an outcome but allows an execution that
// has it.
func Unbroken(t *litmus.Test, allows, forbids *Side) error {
	return &decide.Disagreement{Test: t.Name, Model: forbids.Model.Name,
		What: "the verdict on " + forbids.Name + " is Never, but an execution of " + allows.Name + " is allowed with its barriers, too"}
}
