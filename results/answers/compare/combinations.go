package compare

import (
	"cmp"
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// latticeRows decides every combination of choices out of one encoding. It returns a row for
// each, and the borders between the verdicts.
func latticeRows(ctx context.Context, w *opinion.Worker, t Task) ([]results.Row, *results.Lattice, error) {
	s, all, err := w.All(ctx, t.decided(nil))
	if many := opinion.TooManyVariants(err, t.Program.Test); many != nil {
		return nil, nil, many.WithFix("offer fewer choices in its slots, or take the study without --all")
	}
	if err != nil {
		return nil, nil, err
	}
	trivial, err := w.TriviallyNever(ctx, t.Model, s, all.Answer(0))
	if err != nil && limit.As(err) == nil {
		return nil, nil, err
	}
	var rows []results.Row
	room := limit.For(ctx).Lacks(all.Len() * (500 + 100*len(s.Slots))) // for all rows
	for picks, a := range all.All() {
		if len(rows) >= maxLate && len(rows)&0xff == 0 && !t.every {
			if why := cmp.Or(limit.Cause(ctx), room); why != nil {
				a = decide.Answer{Verdict: verdict.Unknown, Reason: why.What + "; the combinations from here on are not listed"}
				rows = append(rows, t.row(s.Assignment(picks), s.ByteOrder(), a))
				break
			}
		}
		r := t.row(s.Assignment(picks), s.ByteOrder(), a)
		r.Follows = a.Follows
		if a.Verdict == verdict.Never {
			r.Core = []string{}
			for _, i := range a.Core {
				r.Core = append(r.Core, s.Slots[i].Name)
			}
			r.Trivial = trivial
		}
		rows = append(rows, r)
	}
	if t.found != nil {
		if err := t.found(w, &t, &Found{S: s, All: all}); err != nil {
			return nil, nil, err
		}
	}
	whole := t.whole(s, all)
	whole.Limitation, err = w.Limitations(ctx, t.decided(nil), s, all)
	return rows, whole, err
}

// maxLate bounds the combinations that get a row of their own after a limit has ended the
// work, because neither time nor memory is left for more. The lattice has the number of each
// verdict and the borders between them.
const maxLate = 20_000

// whole returns the record of a lattice, without its points.
func (t Task) whole(s *event.Structure, all *lattice.Variants) *results.Lattice {
	l := &results.Lattice{Program: t.Program.Name, Target: t.target, Model: t.Model.Name, Heading: t.heading, Verdicts: map[verdict.Verdict]int{}}
	for i := range s.Slots {
		ls := results.LatticeSlot{Name: s.Slots[i].Name, Choices: s.Slots[i].Choices, Order: [][2]string{}}
		for a, weak := range ls.Choices {
			for b, strong := range ls.Choices {
				if a != b && all.AtLeast(i, a, b) {
					ls.Order = append(ls.Order, [2]string{weak, strong})
				}
			}
		}
		l.Slots = append(l.Slots, ls)
	}
	for _, g := range all.Groups() {
		l.Verdicts[g.Verdict] += g.Variants
		if g.Follows {
			l.Follow += g.Variants
		}
	}
	l.Asked = all.Asked()
	points := func(border []int) (ps []map[string]string) {
		for _, v := range border {
			ps = append(ps, s.Assignment(all.Slots(v)))
		}
		return ps
	}
	l.SetBorders(points(all.Minimal()), points(all.Maximal()))
	return l
}

// row returns what rows of named variants and of combinations have in common.
func (t Task) row(slots map[string]string, endian string, a decide.Answer) results.Row {
	r := results.Row{Program: t.Program.Name, Target: t.target, Model: t.Model.Name, On: t.Model.Variants, Heading: t.heading, Slots: slots, Endian: endian, Verdict: a.Verdict, Reason: a.Reason}
	for _, s := range t.Program.Test.Slots {
		r.Order = append(r.Order, s.Name)
	}
	return r
}
