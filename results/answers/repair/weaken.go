package repair

import (
	"context"
	"maps"
	"slices"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/repair"
)

// What stands in a .c file is weakened one program at a time. As slots of one program, each choice
// of an atomic operation would be a path of its own, and paths multiply in loops. Programs are few:
// a primitive with more order allows no more, so a Never is one for all that is at least as strong, and
// a Sometimes for all that is at most as strong.

// mostWeakened bounds the variants, which are counted one by one.
const mostWeakened = 1 << 20

// weakening is the search for the minimal variants of a file.
type weakening struct {
	points  []insert.Point
	choices [][]string // of each point
	now     []int
	decide  func(map[string]string) (verdict.Verdict, string, error)

	never, sometimes [][]int // decided, or implied
	doubts           []doubt
	queries          int
}

type doubt struct {
	picks  []int
	reason string
}

// weaken finds the minimal variants in which what stands in the file is weaker.
func (o *Options) weaken(ctx context.Context, w *opinion.Worker, r *Repaired, test *litmus.Test, points []insert.Point, set map[string]string, m *fit.Model) error {
	bad := opinion.Prevented(test)
	r.Outcome = bad.PropWords(bad.Cond.Prop)
	s := &weakening{points: points}
	s.decide = func(slots map[string]string) (verdict.Verdict, string, error) {
		all := maps.Clone(set)
		if all == nil {
			all = map[string]string{}
		}
		maps.Copy(all, slots)
		_, a, err := w.Decide(ctx, opinion.Case{Name: r.Subject.Name, Test: insert.Fill(bad, all), Model: m})
		if why := limit.As(err); why != nil {
			return verdict.Unknown, why.What, nil
		}
		return a.Verdict, a.Reason, err
	}
	r.Promised = true
	r.Slots, r.Placements, r.Inserted, r.Variants = []repair.Slot{}, []repair.Placement{}, true, 1
	for _, p := range points {
		sl := test.Slot(p.Slot)
		var choices []string
		fixed := false
		now := sl.Default
		for i, c := range sl.Choices {
			choices = append(choices, c.Text)
			if c.Text == set[p.Slot] {
				fixed, now = true, i
			}
		}
		r.Slots = append(r.Slots, repair.Slot{Name: p.Slot, Choices: choices, Now: choices[now], Places: 1, Fixed: fixed,
			At: &repair.Place{Column: p.Column, Before: p.Before, Line: p.Line, Instead: p.Instead, Weaker: true}})
		if fixed {
			s.choices, s.now = append(s.choices, choices[now:now+1]), append(s.now, 0)
		} else {
			s.choices, s.now = append(s.choices, choices), append(s.now, now)
			r.Variants *= len(choices)
		}
		if r.Variants > mostWeakened {
			return diag.New(test.NameSpan, diag.TooManyVariants, "the program has more than %d variants", mostWeakened).
				Note("%d primitives and operations could be weaker", len(points)).WithFix("set some of their slots with --set")
		}
	}
	var err error
	if r.Costs, err = o.Cost.For(sets.ForArch("C").Language); err != nil {
		return err
	}
	if r.Standing, r.Reason, err = s.ask(s.now); err != nil {
		return err
	}
	if r.Standing == verdict.Never {
		if err := s.run(ctx); err != nil {
			return err
		}
	}
	for v := range s.all() {
		if s.implied(v) == verdict.Never {
			r.Never++
		}
	}
	r.Queries, r.Complete = s.queries, len(s.doubts) == 0
	for _, d := range s.doubts {
		r.Doubts = append(r.Doubts, repair.Doubt{Reason: d.reason, Variants: 1, Example: s.slots(d.picks)})
	}
	s.priced(r)
	if len(r.Placements) == 0 {
		return nil
	}
	best := r.Placements[0].Slots
	r.Best = insert.Fill(test, best)
	return r.patch(ctx, w, points, best)
}

// slots returns the choices of a variant by the names of the slots.
func (s *weakening) slots(picks []int) map[string]string {
	all := map[string]string{}
	for i, c := range picks {
		all[s.points[i].Slot] = s.choices[i][c]
	}
	return all
}

// ask decides a variant, unless its verdict follows from others.
func (s *weakening) ask(picks []int) (verdict.Verdict, string, error) {
	if v := s.implied(picks); v != "" {
		return v, "", nil
	}
	for _, d := range s.doubts {
		if slices.Equal(d.picks, picks) {
			return verdict.Unknown, d.reason, nil
		}
	}
	s.queries++
	v, reason, err := s.decide(s.slots(picks))
	picks = slices.Clone(picks)
	switch {
	case err != nil:
	case v == verdict.Never:
		s.never = append(s.never, picks)
	case v == verdict.Unknown:
		s.doubts = append(s.doubts, doubt{picks, reason})
	default:
		s.sometimes = append(s.sometimes, picks)
	}
	return v, reason, err
}

// implied returns the verdict that follows from others; "" if none does.
func (s *weakening) implied(picks []int) verdict.Verdict {
	for _, n := range s.never {
		if s.atLeast(picks, n) {
			return verdict.Never
		}
	}
	for _, n := range s.sometimes {
		if s.atLeast(n, picks) {
			return verdict.Sometimes
		}
	}
	return ""
}

// atLeast reports whether a variant is at least as strong as another in each slot.
func (s *weakening) atLeast(a, b []int) bool {
	for i := range a {
		if !s.points[i].AtLeast(s.choices[i][a[i]], s.choices[i][b[i]]) {
			return false
		}
	}
	return true
}

// all ranges over the variants.
func (s *weakening) all() func(func([]int) bool) {
	return func(yield func([]int) bool) {
		picks := make([]int, len(s.choices))
		for {
			if !yield(picks) {
				return
			}
			i := 0
			for ; i < len(picks); i++ {
				if picks[i]++; picks[i] < len(s.choices[i]) {
					break
				}
				picks[i] = 0
			}
			if i == len(picks) {
				return
			}
		}
	}
}

// run finds all minimal variants that are Never: first with one slot weaker than it is, then from the
// weakest variant that is still open.
func (s *weakening) run(ctx context.Context) error {
	for i := range s.now {
		for c := range s.choices[i] {
			with := slices.Clone(s.now)
			with[i] = c
			if _, _, err := s.ask(with); err != nil || ctx.Err() != nil {
				return err
			}
		}
	}
	for {
		v := s.open()
		if v == nil || ctx.Err() != nil {
			return nil
		}
		got, _, err := s.ask(v)
		if err != nil {
			return err
		}
		if got == verdict.Unknown {
			continue
		}
		// A Never is lowered, a Sometimes raised, in one slot after the other.
		for i := range v {
			for _, c := range s.order(i, got == verdict.Never) {
				up := s.points[i].AtLeast(s.choices[i][c], s.choices[i][v[i]])
				down := s.points[i].AtLeast(s.choices[i][v[i]], s.choices[i][c])
				if c == v[i] || got == verdict.Never && !down || got != verdict.Never && !up {
					continue
				}
				with := slices.Clone(v)
				with[i] = c
				a, _, err := s.ask(with)
				if err != nil || ctx.Err() != nil {
					return err
				}
				if a == got {
					v = with
					break
				}
			}
		}
	}
}

// order lists the choices of a slot, those that change the most first: the weakest ones first, or the
// strongest ones.
func (s *weakening) order(slot int, weakest bool) []int {
	var all []int
	for c := range s.choices[slot] {
		all = append(all, c)
	}
	if !weakest {
		slices.Reverse(all)
	}
	return all
}

// open returns a variant of which nothing is known, the weakest in the order of the choices; nil if
// there is none.
func (s *weakening) open() []int {
	for v := range s.all() {
		if s.implied(v) == "" && !slices.ContainsFunc(s.doubts, func(d doubt) bool { return slices.Equal(d.picks, v) }) {
			return slices.Clone(v)
		}
	}
	return nil
}

// priced lists the minimal variants, cheapest first.
func (s *weakening) priced(r *Repaired) {
	var minimal [][]int
	for _, n := range s.never {
		if !slices.ContainsFunc(s.never, func(o []int) bool { return !slices.Equal(o, n) && s.atLeast(n, o) }) {
			minimal = append(minimal, n)
		}
	}
	type priced struct {
		repair.Placement
		cost cost.Cost
	}
	var found []priced
	for _, n := range minimal {
		p := priced{Placement: repair.Placement{Slots: s.slots(n)}}
		for i, c := range n {
			p.cost = p.cost.Plus(r.Costs.Named(s.points[i].Costs(s.choices[i][c])...))
		}
		r.Offered = r.Offered.Plus(p.cost)
		p.Placement.Cost = repair.Cost{Text: r.Costs.Text(p.cost), Barriers: r.Costs.Barriers(p.cost)}
		if total, ok := r.Costs.Total(p.cost); ok {
			p.Placement.Cost.Total = &total
		}
		found = append(found, p)
	}
	slices.SortStableFunc(found, func(a, b priced) int { return r.Costs.Compare(a.cost, b.cost) })
	for _, p := range found {
		r.Placements = append(r.Placements, p.Placement)
	}
	r.Cheapest = r.Complete && len(found) > 0
}
