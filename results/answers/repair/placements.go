package repair

import (
	"fmt"
	"maps"
	"slices"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/repair"
)

// fill describes the repairs that a lattice shows.
func (r *Repaired) fill(all *lattice.Variants, m *cost.Model, p *lattice.Prices, s *event.Structure, points []insert.Point) error {
	f := filler{points: points, all: all, m: m, s: s, r: r, price: p.Of}
	for i := range f.price {
		for _, c := range f.price[i] {
			r.Offered = r.Offered.Plus(c)
		}
	}
	f.count()
	if err := f.placements(p); err != nil {
		return err
	}
	f.standing()
	f.unordered()
	return nil
}

// filler fills in a repair.
type filler struct {
	all    *lattice.Variants
	m      *cost.Model
	s      *event.Structure
	r      *Repaired
	points []insert.Point
	price  [][]cost.Cost // by slot, by choice: all places together
}

// slots returns the slot assignment of a variant.
func (f *filler) slots(picks []int) map[string]string { return f.s.Assignment(picks) }

// count counts the variants that are Never, and for each reason those that are Unknown.
func (f *filler) count() {
	r, doubts := f.r, map[string]int{} // by reason
	r.Variants, r.Queries = f.all.Len(), f.all.Queries
	for _, g := range f.all.Groups() {
		switch g.Verdict {
		case verdict.Never:
			r.Never += g.Variants
		case verdict.Unknown:
			doubts[g.Reason] += g.Variants
		}
	}
	first := map[int]string{} // the first variant with a reason
	for reason := range doubts {
		for v := range f.all.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Unknown && a.Reason == reason }) {
			first[v] = reason
			break
		}
	}
	for _, v := range slices.Sorted(maps.Keys(first)) {
		r.Doubts = append(r.Doubts, repair.Doubt{Reason: first[v], Example: f.slots(f.all.Slots(v)), Variants: doubts[first[v]]})
	}
	r.Complete = len(r.Doubts) == 0
}

// placements lists the minimal variants, cheapest first.
func (f *filler) placements(prices *lattice.Prices) error {
	type priced struct {
		repair.Placement
		cost cost.Cost
	}
	var found []priced
	for _, v := range f.all.Minimal() {
		picks := f.all.Slots(v)
		if f.idle(picks) {
			continue
		}
		cheap := slices.Clone(picks)
		var p priced
		for i := range picks {
			cheap[i] = f.cheapest(i, picks[i])
			if f.all.AtLeast(i, cheap[i], picks[i]) { // of equal strength: the variant is minimal with either
				picks[i] = cheap[i]
			} else {
				if p.Instead == nil {
					p.Instead = map[string]string{}
				}
				p.Instead[f.s.Slots[i].Name] = f.s.Slots[i].Choices[cheap[i]]
			}
			p.cost = p.cost.Plus(f.price[i][cheap[i]])
		}
		if got := f.all.Answer(f.all.Number(cheap)).Verdict; got != verdict.Never {
			return fmt.Errorf("repair: %s is Never with %v, and %s with the stronger %v", f.s.Test.Name, f.slots(picks), got, f.slots(cheap))
		}
		p.Slots = f.slots(picks)
		p.Placement.Cost = repair.Cost{Text: f.m.Text(p.cost), Barriers: f.m.Barriers(p.cost)}
		if total, ok := f.m.Total(p.cost); ok {
			p.Placement.Cost.Total = &total
		}
		found = append(found, p)
	}
	slices.SortStableFunc(found, func(a, b priced) int { return f.m.Compare(a.cost, b.cost) })
	f.r.Placements = []repair.Placement{}
	for _, p := range found {
		f.r.Placements = append(f.r.Placements, p.Placement)
	}
	open := f.all.Cheapest(prices, func(a *decide.Answer) bool { return a.Verdict == verdict.Unknown })
	f.r.Cheapest = len(found) > 0 && (open == nil || f.m.Compare(f.cost(open), found[0].cost) >= 0)
	return nil
}

// cost returns what a variant costs.
func (f *filler) cost(picks []int) (sum cost.Cost) {
	for i, c := range picks {
		sum = sum.Plus(f.price[i][c])
	}
	return sum
}

// idle reports whether a variant has instructions in a slot that do more than keep order, and
// is Never without them, too. It is minimal only because such a choice is not compared with
// others.
func (f *filler) idle(picks []int) bool {
	for i := range picks {
		sl := &f.s.Slots[i]
		if p := f.point(sl.Name); p != nil && sl.Fixed < 0 && f.s.Test.FromC() {
			for c, text := range sl.Choices {
				without := slices.Clone(picks)
				if without[i] = c; c != picks[i] && p.AtLeast(sl.Choices[picks[i]], text) && f.all.Answer(f.all.Number(without)).Verdict == verdict.Never {
					return true
				}
			}
			continue
		}
		if sl.Fixed >= 0 || sl.Orders(picks[i]) {
			continue
		}
		for c, parts := range sl.Parts {
			without := slices.Clone(picks)
			if without[i] = c; len(parts) == 0 && f.all.Answer(f.all.Number(without)).Verdict == verdict.Never {
				return true
			}
		}
	}
	return false
}

// point returns where a slot was inserted; nil if it was not.
func (f *filler) point(slot string) *insert.Point {
	for i := range f.points {
		if f.points[i].Slot == slot {
			return &f.points[i]
		}
	}
	return nil
}

// cheapest returns the cheapest choice of a slot that is at least as strong as a choice; the
// choice itself if no other is cheaper.
func (f *filler) cheapest(slot, choice int) int {
	best := choice
	if f.s.Slots[slot].Fixed >= 0 {
		return best
	}
	for c := range f.price[slot] {
		if f.all.AtLeast(slot, choice, c) && f.m.Compare(f.price[slot][c], f.price[slot][best]) < 0 {
			best = c
		}
	}
	return best
}

// standing reports the verdict on the program as it stands, and if that is Never which slots
// can be weakened.
func (f *filler) standing() {
	now := make([]int, len(f.s.Slots))
	for i := range f.s.Slots {
		now[i] = f.r.Subject.now(&f.s.Slots[i])
	}
	a := f.all.Answer(f.all.Number(now))
	f.r.Standing, f.r.Reason = a.Verdict, a.Reason
	if a.Verdict != verdict.Never {
		return
	}
	for i := range f.s.Slots {
		if to := f.weaker(now, i); len(to) > 0 {
			f.r.Weaker = append(f.r.Weaker, repair.Weaker{Slot: f.s.Slots[i].Name, Now: f.s.Slots[i].Choices[now[i]], To: to})
		}
	}
}

// weaker returns the weakest choices of a slot that are enough if the other slots stay as they
// are, and that are weaker than what stands there.
func (f *filler) weaker(now []int, slot int) []string {
	if f.s.Slots[slot].Fixed >= 0 {
		return nil
	}
	less := func(a, b int) bool { return f.all.AtLeast(slot, a, b) && !f.all.AtLeast(slot, b, a) }
	var enough []int
	for c := range f.s.Slots[slot].Choices {
		with := slices.Clone(now)
		with[slot] = c
		if less(c, now[slot]) && f.all.Answer(f.all.Number(with)).Verdict == verdict.Never {
			enough = append(enough, c)
		}
	}
	var names []string
	for _, c := range enough {
		if !slices.ContainsFunc(enough, func(o int) bool { return less(o, c) }) {
			names = append(names, f.s.Slots[slot].Choices[c])
		}
	}
	return names
}

// unordered lists the slots with no two choices of which one is proved to be as strong as the
// other.
func (f *filler) unordered() {
	for i := range f.s.Slots {
		n := len(f.s.Slots[i].Choices)
		if n < 2 || f.s.Slots[i].Fixed >= 0 || f.s.Test.FromC() && f.point(f.s.Slots[i].Name) != nil {
			continue
		}
		ordered := false
		for a := range n {
			for b := range n {
				ordered = ordered || a != b && f.all.AtLeast(i, a, b)
			}
		}
		if !ordered {
			f.r.Unordered = append(f.r.Unordered, f.s.Slots[i].Name)
		}
	}
}
