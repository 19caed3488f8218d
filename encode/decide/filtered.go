package decide

import (
	"context"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// filtered corrects the reason of an answer for a program with a filter. If the
// reason is that no execution runs to its end, the filter may be the cause. Free
// slots may have any choice.
func (d *Decider) filtered(ctx context.Context, s *event.Structure, a Answer, err error) (Answer, error) {
	if err != nil || a.Reason != verdict.NoEnd || s.Filter == event.True {
		return a, err
	}
	free := *s
	free.Cond, free.Filter = event.True, event.True
	switch b, err := d.Exists(ctx, &free); {
	case err != nil:
		return a, err
	case b.Verdict == verdict.Sometimes:
		a.Reason = verdict.FilteredOut
	case b.Verdict == verdict.Unknown && b.Reason != verdict.NoEnd:
		a.Reason = "no execution that the filter lets through comes to an end; without the filter: " + b.Reason
	}
	return a, nil
}

// Reason returns the reason for Unknown that [Decider.Decide] would give. It is for
// a verdict that was derived in another way, such as from final states.
func (d *Decider) Reason(ctx context.Context, s *event.Structure, reason string) (string, error) {
	a, err := d.filtered(ctx, s, Answer{Verdict: verdict.Unknown, Reason: reason}, nil)
	return a.Reason, err
}

// Excludes reports whether the model allows executions and the filter of a
// structure excludes all of them, so that a verdict says nothing. It also returns
// false if that is not known.
func (d *Decider) Excludes(ctx context.Context, s *event.Structure) (bool, error) {
	if s.Filter == event.True {
		return false, nil
	}
	any := *s
	any.Cond = event.True
	a, err := d.Exists(ctx, &any)
	if err != nil || a.Verdict != verdict.Never {
		return false, err
	}
	any.Filter = event.True
	a, err = d.Exists(ctx, &any)
	return a.Verdict == verdict.Sometimes, err
}
