package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
)

// Pick answers for one variant of a structure with free slots. The verdict is
// that of [Decider.Decide] for a structure in which the slots are fixed; but the
// witness can be put under other barriers, with [Decider.Under], and a Never
// has a core.
func (d *Decider) Pick(ctx context.Context, s *event.Structure, picks []int) (Answer, error) {
	all := d.choices(s)
	ask := func(k encode.Ask) (total Answer, err error) {
		for i, taken := range all {
			a, err := d.pick(ctx, s, picks, k, taken)
			if err != nil {
				return a, err
			}
			if total = together(total, a, i == 0); total.Verdict == results.Sometimes {
				break
			}
		}
		return total, nil
	}
	return settle(s, ask, func() (string, error) {
		if len(s.Cuts) == 0 {
			return "", nil
		}
		a, err := ask(encode.AskCut)
		return a.Reason, err
	})
}

// pick is one question about one variant, for one choice of interrupts.
func (d *Decider) pick(ctx context.Context, s *event.Structure, picks []int, k encode.Ask, taken []int) (Answer, error) {
	t, err := d.track(s, k, taken)
	reason, err := tooBig(err)
	if err != nil || reason != "" {
		return Answer{Verdict: results.Unknown, Reason: reason}, err
	}
	defer t.close()
	e := &explorer{lattice: &lattice{d: d, ctx: ctx, s: s}, question: k, t: t}
	return e.one(picks)
}
