package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Pick answers for one variant of a structure with free slots. The verdict is
// that of [Decider.Decide] for a structure in which the slots are fixed; but the
// witness can be put under other barriers, with [Decider.Under], and a Never
// has a core.
func (d *Decider) Pick(ctx context.Context, s *event.Structure, picks []int) (Answer, error) {
	all := d.InterruptSets(s)
	a, err := VerdictFor(s, func(k encode.Goal) (Answer, error) {
		return anyOf(all, func(taken []int) (Answer, error) { return d.pick(ctx, s, picks, k, taken) })
	})
	return d.filtered(ctx, s, a, err)
}

// pick is one question about one variant, for one choice of interrupts.
func (d *Decider) pick(ctx context.Context, s *event.Structure, picks []int, k encode.Goal, taken []int) (Answer, error) {
	t, err := d.Open(ctx, s, k, taken)
	reason, err := GaveUp(err)
	if err != nil || reason != "" {
		return Answer{Verdict: verdict.Unknown, Reason: reason}, err
	}
	defer t.Close()
	return t.Ask(ctx, picks)
}
