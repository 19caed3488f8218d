package explain

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// sometimes finds the slot choices that would forbid the witness. A program without slots
// has none.
func (e *reporter) sometimes(ctx context.Context) error {
	if len(e.c.Test.Slots) == 0 {
		return nil
	}
	d := e.Decider(e.c.Model)
	s, err := d.StructureAt(ctx, e.witness.X.S.Bound, e.c.Test, nil, true)
	if err != nil {
		return err
	}
	picks := s.SlotChoices(e.witness.X.S.Assignment(nil))
	a, err := d.DecideVariant(ctx, s, picks)
	if err != nil || a.Witness == nil {
		return err
	}
	e.witness = a.Witness // the one whose story is told
	order, err := d.Order(ctx, s)
	if err != nil {
		return err
	}
	f := &forbidder{d: d, s: s, c: a.Witness, picks: picks, order: order}
	sets, upTo := f.sets(ctx)
	e.report.Forbids = &reason.Forbids{Sets: sets, UpTo: upTo}
	return nil
}

// forbidder searches for slot choices that forbid an execution.
type forbidder struct {
	d     *opinion.Decider
	s     *event.Structure
	c     *execution.Candidate
	picks []int
	order lattice.Order
}

// sets returns the smallest sets of choices that forbid the execution: all sets of one slot,
// or if none does all of two, and so on. If two sets differ only in how strong their choices
// are, it keeps the weaker one. upTo is the number of slots up to which it has searched.
func (f *forbidder) sets(ctx context.Context) (all [][]results.Slot, upTo int) {
	for n := 1; n <= min(reason.MaxForbid, len(f.s.Slots)) && f.tries(n, 0) <= maxForbidTries; n++ {
		upTo = n
		found := f.change(ctx, n, 0, f.picks)
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

// maxForbidTries bounds the sets of choices that are tried. So many take half a second.
const maxForbidTries = 10_000

// tries returns in how many ways the choices of n slots can be changed; from is the first of
// these slots.
func (f *forbidder) tries(n, from int) (all int) {
	if n == 0 {
		return 1
	}
	for i := from; i <= len(f.s.Slots)-n && all <= maxForbidTries; i++ {
		all += (len(f.s.Slots[i].Choices) - 1) * f.tries(n-1, i+1)
	}
	return all
}

// change changes the choices of n slots in every way and returns those that forbid the
// execution; from is the first of these slots.
func (f *forbidder) change(ctx context.Context, n, from int, picks []int) (found [][]int) {
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
			found = append(found, f.change(ctx, n-1, i+1, with)...)
		}
	}
	return found
}

// weaker reports whether a changes the same slots as b to weaker choices. If they are
// equally strong, the one that comes first counts as weaker.
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
