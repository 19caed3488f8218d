package explain

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// maxBarriers bounds the barriers whose sets are all decided.
const maxBarriers = 12

// needs finds out which barriers are essential, and which of the dependencies that the cycles
// rest on. It decides the program without them; it concludes nothing from the cycles.
func (e *reporter) needs(ctx context.Context, d *opinion.Decider, s *event.Structure, why *reason.Why) (*reason.Needs, error) {
	n := &needs{reporter: e, d: d, out: &reason.Needs{Essential: []reason.Piece{}}}
	var err error
	if n.test, n.barriers, err = insert.Optional(e.c.Test, e.c.Choices); err != nil {
		return nil, err
	}
	if len(n.barriers) > 0 {
		if err := n.sets(ctx); err != nil {
			return nil, err
		}
	}
	return n.out, n.dependencies(ctx, s, why)
}

type needs struct {
	*reporter
	d        *opinion.Decider
	test     *litmus.Test // in which each barrier is a slot
	barriers []insert.Barrier
	out      *reason.Needs
}

// sets decides the program for every set of its barriers. If that is too much or says
// nothing, it takes away one barrier at a time.
func (n *needs) sets(ctx context.Context) error {
	if len(n.barriers) > maxBarriers {
		return n.oneByOne(ctx, fmt.Sprintf("there are more than %d", maxBarriers))
	}
	s, all, err := n.d.LatticeTest(ctx, n.test, nil)
	if err != nil {
		return err
	}
	slot := make([]int, len(n.barriers)) // of each barrier
	for i, b := range n.barriers {
		slot[i] = slices.IndexFunc(s.Slots, func(sl event.Slot) bool { return sl.Name == b.Slot })
		if !all.AtLeast(slot[i], 0, 1) {
			return n.oneByOne(ctx, "it is not proved that adding "+n.barriers[i].Text+" allows no new execution")
		}
	}
	for v := range all.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Unknown }) {
		return n.oneByOne(ctx, "for some sets the verdict without them is Unknown: "+all.Answer(v).Reason)
	}
	n.minimal(all, slot)
	return nil
}

// minimal reports the barriers by the minimal sets that are enough: essential ones are in
// all of these sets, redundant ones in none.
func (n *needs) minimal(all *lattice.Variants, slot []int) {
	var sets [][]int // of barriers
	count := make([]int, len(n.barriers))
	for _, v := range all.Minimal() {
		picks := all.Slots(v)
		var set []int
		for i := range n.barriers {
			if picks[slot[i]] > 0 {
				set = append(set, i)
				count[i]++
			}
		}
		sets = append(sets, set)
	}
	for i := range n.barriers {
		switch count[i] {
		case len(sets):
			n.out.Essential = append(n.out.Essential, n.piece(i))
		case 0:
			n.out.Redundant = append(n.out.Redundant, n.piece(i))
		}
	}
	for k := range sets { // without the essential ones
		sets[k] = slices.DeleteFunc(sets[k], func(i int) bool { return count[i] == len(sets) })
	}
	pieces := func(set []int) (ps []reason.Piece) {
		for _, i := range set {
			ps = append(ps, n.piece(i))
		}
		return ps
	}
	if groups, ok := product(sets); ok {
		for _, g := range groups {
			n.out.OneOf = append(n.out.OneOf, pieces(g))
		}
		return
	}
	for _, set := range sets {
		n.out.Either = append(n.out.Either, pieces(set))
	}
}

// product finds groups so that sets contains exactly the sets with one element of each group.
// ok is false if no such groups exist.
func product(sets [][]int) (groups [][]int, ok bool) {
	together := func(a, b int) bool {
		return slices.ContainsFunc(sets, func(s []int) bool { return slices.Contains(s, a) && slices.Contains(s, b) })
	}
	var all []int
	for _, s := range sets {
		all = append(all, s...)
	}
	slices.Sort(all)
	for _, e := range slices.Compact(all) {
		k := slices.IndexFunc(groups, func(g []int) bool { return !together(g[0], e) })
		if k < 0 {
			groups = append(groups, []int{e})
		} else {
			groups[k] = append(groups[k], e)
		}
	}
	size := 1
	for _, g := range groups {
		size *= len(g)
	}
	for _, s := range sets { // if each has one of every group, their number shows whether they are all
		for _, g := range groups {
			if n := len(slices.DeleteFunc(slices.Clone(g), func(e int) bool { return !slices.Contains(s, e) })); n != 1 {
				return nil, false
			}
		}
	}
	return groups, size == len(sets)
}

// note reports a dependency by the verdict without it.
func (n *needs) note(p reason.Piece, without decide.Answer) {
	switch without.Verdict {
	case verdict.Unknown:
		n.out.Open = append(n.out.Open, reason.Doubt{Piece: p, Reason: without.Reason})
	case verdict.Never:
	case verdict.Sometimes, verdict.Always:
		n.out.Dependencies = append(n.out.Dependencies, p)
	default:
		panic(fmt.Sprintf("explain: the verdict %q", without.Verdict))
	}
}

// piece returns a barrier as reports name it.
func (n *needs) piece(i int) reason.Piece {
	b := &n.barriers[i]
	p := reason.Piece{Kind: reason.ByBarrier, Text: b.Text, Thread: b.Column, Slot: b.FromSlot, Line: b.Line}
	if b.FromSlot != "" {
		p.Line = 0
	}
	return p
}

// dependencies takes away the dependencies that the cycles rest on, one at a time, and decides
// the program without each. The values stay as they are: it is about a machine that does not
// wait for them.
func (n *needs) dependencies(ctx context.Context, s *event.Structure, why *reason.Why) error {
	seen := []reason.Piece{}
	for _, g := range why.Groups {
		for _, c := range g.Cycles {
			for _, st := range c.Steps {
				for _, sources := range st.Grounds {
					for i := range sources {
						src := &sources[i]
						p, without := lacking(s, src)
						if without == nil || slices.Contains(seen, p) {
							continue
						}
						seen = append(seen, p)
						a, err := n.d.Decide(ctx, without)
						if err != nil {
							return err
						}
						n.note(p, a)
					}
				}
			}
		}
	}
	return nil
}

// lacking returns the structure without a dependency: without the pairs between events of its
// two instructions, or if the dependency goes onward, as control dependencies do, without all
// pairs that start at the first one. It returns nil for other sources.
func lacking(s *event.Structure, src *reason.Source) (reason.Piece, *event.Structure) {
	if src.Slot != "" { // ctrl() in a slot: it is among the barriers
		return reason.Piece{}, nil
	}
	p := reason.Piece{Kind: src.Kind, Text: src.Event.Text, Thread: src.Event.Thread, Line: src.Event.Line, File: src.Event.File, Twin: src.Event.Twin}
	r, ok := src.Kind.Static()
	if !ok || !event.Statics[r].Dependency {
		return p, nil
	}
	less := *s
	from := s.Events[src.Event.ID].Instr
	to := s.Events[src.To.ID].Instr
	if r.Onward(s.Lang) {
		to = nil
	} else {
		p.To = src.To.Text
	}
	without := func(pairs bitset.Pairs) bitset.Pairs {
		rest := bitset.NewPairs(pairs.N)
		pairs.Each(func(i, j int) {
			if s.Events[i].Instr != from || to != nil && s.Events[j].Instr != to {
				rest.Add(i, j)
			}
		})
		return rest
	}
	less.Static[r] = without(s.Static[r])
	less.Guarded = slices.Clone(s.Guarded)
	for i := range less.Guarded {
		if g := &less.Guarded[i]; g.Of == r {
			g.Pairs = without(g.Pairs)
		}
	}
	return p, &less
}
