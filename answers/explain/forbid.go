package explain

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/answers/opinion"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/reason"
)

// sometimes finds the choices for slots that would forbid the execution of a
// Sometimes. There is nothing to say of a program without slots.
func (e *explainer) sometimes(ctx context.Context) error {
	if len(e.q.Test.Slots) == 0 {
		return nil
	}
	d := e.Decider(e.q.Model)
	s, err := d.StructureAt(ctx, e.witness.X.S.Bound, e.q.Test, nil, true)
	if err != nil {
		return err
	}
	picks := s.SlotChoices(e.witness.X.S.Assignment(nil))
	a, err := d.DecideVariant(ctx, s, picks)
	if err != nil || a.Witness == nil {
		return err
	}
	e.witness = a.Witness // the one that is told of
	order, err := d.Order(ctx, s)
	if err != nil {
		return err
	}
	f := &forbidder{d: d, s: s, c: a.Witness, picks: picks, order: order}
	sets, upTo := f.sets(ctx)
	e.report.Forbids = &reason.Forbids{Sets: sets, UpTo: upTo}
	return nil
}

// forbidder looks for choices that forbid an execution.
type forbidder struct {
	d     *opinion.Decider
	s     *event.Structure
	c     *execution.Candidate
	picks []int
	order lattice.Order
}

// sets is the smallest sets of choices that forbid it, of few slots: of one, or
// else of two, and so on. Of those that differ in how strong their choices are
// the weakest are kept. upTo is of how many slots sets were looked for.
func (f *forbidder) sets(ctx context.Context) (all [][]results.Slot, upTo int) {
	for n := 1; n <= min(reason.MaxForbid, len(f.s.Slots)) && f.tries(n, 0) <= maxForbidTries; n++ {
		upTo = n
		found := f.of(ctx, n, 0, f.picks)
		if len(found) == 0 {
			continue
		}
		sets := [][]results.Slot{}
		for _, picks := range found {
			if slices.ContainsFunc(found, func(o []int) bool { return f.weaker(o, picks) }) {
				continue
			}
			var set []results.Slot
			for i := range picks {
				if picks[i] != f.picks[i] {
					set = append(set, results.Slot{Name: f.s.Slots[i].Name, Choice: f.s.Slots[i].Choices[picks[i]]})
				}
			}
			sets = append(sets, set)
		}
		return sets, upTo
	}
	return [][]results.Slot{}, upTo
}

// maxForbidTries bounds the sets of choices that are tried, in half a second.
const maxForbidTries = 10_000

// tries is how many other choices there are in n slots from one on.
func (f *forbidder) tries(n, from int) (all int) {
	if n == 0 {
		return 1
	}
	for i := from; i <= len(f.s.Slots)-n && all <= maxForbidTries; i++ {
		all += (len(f.s.Slots[i].Choices) - 1) * f.tries(n-1, i+1)
	}
	return all
}

// of tries other choices in n slots from one on.
func (f *forbidder) of(ctx context.Context, n, from int, picks []int) (found [][]int) {
	if n == 0 {
		if v, _, err := f.d.Under(ctx, f.c, picks); err == nil && !v.Consistent() {
			found = append(found, picks)
		}
		return found
	}
	for i := from; i <= len(f.s.Slots)-n; i++ {
		for c := range f.s.Slots[i].Choices {
			if c == f.picks[i] {
				continue
			}
			with := slices.Clone(picks)
			with[i] = c
			found = append(found, f.of(ctx, n-1, i+1, with)...)
		}
	}
	return found
}

// weaker reports whether choices in the same slots are weaker; of equally strong
// ones those that come first count as such.
func (f *forbidder) weaker(a, b []int) bool {
	strictly := slices.Compare(a, b) < 0
	for i := range a {
		if (a[i] == f.picks[i]) != (b[i] == f.picks[i]) || !f.order[i][a[i]][b[i]] {
			return false
		}
		strictly = strictly || !f.order[i][b[i]][a[i]]
	}
	return strictly
}
