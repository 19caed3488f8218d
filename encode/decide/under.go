package decide

import (
	"context"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/limit"
)

// Under puts an execution of a structure with free slots under another slot
// assignment, and returns the execution and the model's verdict on it.
func (d *Decider) Under(ctx context.Context, c *execution.Candidate, slots []int) (v eval.Verdict, again *execution.Candidate, err error) {
	defer limit.Catch(&err)
	if r := limit.Cause(ctx); r != nil {
		return eval.Verdict{}, nil, r
	}
	x := *c.X
	x.Slots = slots
	if again, err = x.Complete(); err != nil {
		return eval.Verdict{}, nil, err
	}
	return d.judge.Judge(limit.For(ctx), again), again, nil
}

// Accepts reports whether the model has nothing against an execution if the given events
// were executed in it: its own, and barriers.
func (d *Decider) Accepts(ctx context.Context, c *execution.Candidate, events []int32) (ok bool, err error) {
	defer limit.Catch(&err)
	if r := limit.Cause(ctx); r != nil {
		return false, r
	}
	all := make([]int, len(events))
	for i, e := range events {
		all[i] = int(e)
	}
	v := d.judge.Judge(limit.For(ctx), c.Part(all))
	return len(v.Violations) == 0, nil
}
