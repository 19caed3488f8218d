package decide

import (
	"context"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
)

// filtered corrects the reason of an answer that says of a program with a filter
// that none of its executions comes to an end: the filter can be why. Free slots
// may hold anything for that.
func (d *Decider) filtered(ctx context.Context, s *event.Structure, a Answer, err error) (Answer, error) {
	if err != nil || a.Reason != results.NoEnd || s.Filter == event.True {
		return a, err
	}
	free := *s
	free.Cond, free.Filter = event.True, event.True
	switch b, err := d.exists(ctx, &free); {
	case err != nil:
		return a, err
	case b.Verdict == results.Sometimes:
		a.Reason = results.FilteredOut
	case b.Verdict == results.Unknown && b.Reason != results.NoEnd:
		a.Reason = "no execution that the filter lets through comes to an end; without the filter: " + b.Reason
	}
	return a, nil
}

// Reason is the reason for Unknown as [Decider.Decide] has it, for a verdict that
// was put together from final states.
func (d *Decider) Reason(ctx context.Context, s *event.Structure, reason string) (string, error) {
	a, err := d.filtered(ctx, s, Answer{Verdict: results.Unknown, Reason: reason}, nil)
	return a.Reason, err
}

// Excludes reports whether the filter of a structure excludes every execution
// that the model allows, and there are some: nothing is left that a verdict could
// be about. False may also mean that it is not known.
func (d *Decider) Excludes(ctx context.Context, s *event.Structure) (bool, error) {
	if s.Filter == event.True {
		return false, nil
	}
	any := *s
	any.Cond = event.True
	a, err := d.exists(ctx, &any)
	if err != nil || a.Verdict != results.Never {
		return false, err
	}
	any.Filter = event.True
	a, err = d.exists(ctx, &any)
	return a.Verdict == results.Sometimes, err
}
