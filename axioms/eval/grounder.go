package eval

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// maxTries bounds the search for further grounds of one step. A step has several grounds
// if several barriers, or several choices of a slot, each order its two accesses.
const maxTries = 200

// grounder finds the grounds of reasons by judging parts of an execution.
type grounder struct {
	*Judge
	c           *execution.Candidate
	whole, wide Ground // the execution; the same with the events of other slot choices
}

// reason finds the grounds of a reason's steps. Every execution that contains one ground
// of each step has the cycle and violates the axiom. reason confirms this by judging
// just these parts. If they do not violate the axiom, it finds what else is necessary.
func (g *grounder) reason(r *Reason) {
	for i := range r.Steps {
		st := &r.Steps[i]
		st.Grounds = g.grounds(st.Edge)
	}
	fails := func(part Ground) bool {
		g.narrow(g.c, &part)
		return g.fails(r.Axiom) != r.Axiom.Neg
	}
	first := r.groundWith(-1, 0)
	if !fails(first) {
		r.Rest = g.minimal(g.whole, nil, fails)
		for i := range r.Steps {
			r.Steps[i].Grounds = r.Steps[i].Grounds[:1]
		}
		return
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		kept := st.Grounds[:1]
		for k := 1; k < len(st.Grounds); k++ {
			if fails(r.groundWith(i, k)) {
				kept = append(kept, st.Grounds[k])
			}
		}
		st.Grounds = kept
	}
}

// groundWith returns the union of Rest and the first ground of each step, except that
// step number step contributes its ground number other.
func (r *Reason) groundWith(step, other int) Ground {
	all := Ground{Events: slices.Clone(r.Rest.Events), Pairs: slices.Clone(r.Rest.Pairs)}
	if r.Event >= 0 {
		all.Events = append(all.Events, r.Event)
	}
	for i := range r.Steps {
		st, k := &r.Steps[i], 0
		if i == step {
			k = other
		}
		all.Events = append(all.Events, st.From, st.To)
		all.Events = append(all.Events, st.Grounds[k].Events...)
		all.Pairs = append(all.Pairs, st.Grounds[k].Pairs...)
	}
	slices.Sort(all.Events)
	all.Events = slices.Compact(all.Events)
	slices.SortFunc(all.Pairs, order)
	all.Pairs = slices.Compact(all.Pairs)
	return all
}

// grounds returns minimal parts of the execution that suffice for a step. The others
// differ from the first in barriers and dependencies only.
func (g *grounder) grounds(e Edge) []Ground {
	ends := []int{e.From, e.To}
	holds := func(part Ground) bool { return g.has(part, e) }
	found := []Ground{g.minimal(g.whole, ends, holds)}
	type job struct {
		without []atom
		ground  Ground // that was found without these
	}
	tried := map[string]bool{}
	for todo := []job{{nil, found[0]}}; len(todo) > 0 && len(tried) < maxTries; {
		at := todo[0]
		todo = todo[1:]
		for _, a := range g.sources(&at.ground) {
			without := append(slices.Clone(at.without), a)
			slices.SortFunc(without, compareAtoms)
			key := fmt.Sprint(without)
			if tried[key] {
				continue
			}
			tried[key] = true
			rest := g.wide.without(without)
			if !holds(rest) {
				continue
			}
			other := g.minimal(rest, ends, holds)
			todo = append(todo, job{without, other})
			if !g.mixesSlotChoices(&other) && other.chosenIn(&found[0]) && !slices.ContainsFunc(found, other.equal) {
				found = append(found, other)
			}
		}
	}
	for i := range found {
		g.tags(&found[i], e)
	}
	return found
}

// one returns one minimal part of this execution that suffices for a step, if the model is
// not monotone: it explains the step here, and proves nothing about other executions.
func (g *grounder) one(e Edge) []Ground {
	ends := []int{e.From, e.To}
	holds := func(part Ground) bool { return g.has(part, e) }
	if !holds(g.whole) {
		return nil
	}
	found := g.minimal(g.whole, ends, holds)
	g.tags(&found, e)
	return []Ground{found}
}

// has reports whether a part of the execution has a pair.
func (g *grounder) has(part Ground, e Edge) bool {
	g.narrow(g.c, &part)
	g.eval(e.id)
	return g.row(g.rel(e.id), int(g.pos[e.From])).Has(int(g.pos[e.To]))
}

// tags finds the tags of accesses that a step rests on: it is not there without one.
func (g *grounder) tags(part *Ground, e Edge) {
	s := g.c.X.S
	events := slices.Concat(part.Events, []int{e.From, e.To})
	slices.Sort(events)
	events = slices.Compact(events)
	whole := Ground{Events: events, Pairs: part.Pairs}
	for _, at := range events {
		if s.Events[at].Kind == event.FenceEvent {
			continue
		}
		for _, t := range s.Events[at].Tags.List() {
			if s.Lang.Tags[t].Keeps == "" {
				continue
			}
			g.hidden = Tagged{at, t}
			if !g.has(whole, e) {
				part.Tags = append(part.Tags, g.hidden)
			}
			g.hidden = Tagged{}
		}
	}
}

// atom is a removable element of a ground: an event, or a pair if Base is not 0.
type atom struct {
	event int
	pair  Pair
}

func compareAtoms(a, b atom) int {
	return cmp.Or(cmp.Compare(a.event, b.event), order(a.pair, b.pair))
}

// sources lists the barriers and dependencies of a ground.
func (g *grounder) sources(part *Ground) []atom {
	var all []atom
	for _, e := range part.Events {
		if g.c.X.S.Events[e].Kind == event.FenceEvent {
			all = append(all, atom{event: e})
		}
	}
	for _, p := range part.Pairs {
		if r, static := p.Base.Static(); static && event.Statics[r].Dependency {
			all = append(all, atom{event: -1, pair: p})
		}
	}
	return all
}

// without returns the ground without some of its elements.
func (g Ground) without(atoms []atom) Ground {
	out := func(a atom) bool { return slices.Contains(atoms, a) }
	return Ground{
		Events: slices.DeleteFunc(slices.Clone(g.Events), func(e int) bool { return out(atom{event: e}) }),
		Pairs:  slices.DeleteFunc(slices.Clone(g.Pairs), func(p Pair) bool { return out(atom{event: -1, pair: p}) }),
	}
}

func (g *Ground) equal(o Ground) bool {
	return slices.Equal(g.Events, o.Events) && slices.Equal(g.Pairs, o.Pairs)
}

// chosenIn reports whether another ground has all chosen pairs of this one.
func (g *Ground) chosenIn(o *Ground) bool {
	return !slices.ContainsFunc(g.Pairs, func(p Pair) bool { return p.Chosen() && !slices.Contains(o.Pairs, p) })
}

// mixesSlotChoices reports whether a ground has barriers or control dependencies from
// different choices of one slot.
func (g *grounder) mixesSlotChoices(part *Ground) bool {
	s := g.c.X.S
	picks := map[int]int{} // by slot
	fits := func(slot, pick int) bool {
		p, known := picks[slot]
		if !known {
			picks[slot] = pick
		}
		return !known || p == pick
	}
	for _, e := range part.Events {
		if ev := &s.Events[e]; ev.Slot >= 0 && !fits(ev.Slot, ev.SlotChoice) {
			return true
		}
	}
	for _, p := range part.Pairs {
		by, found := 0, false
		if r, static := p.Base.Static(); static {
			s.EachSlotChoice(r, p.From, p.To, func(slot, pick int) {
				by++
				found = found || fits(slot, pick)
			})
		}
		if by > 0 && !found {
			return true
		}
	}
	return false
}

// minimal returns a minimal part of a ground for which holds is true together with the
// events ends. It must be true of the whole ground. The result does not list ends.
func (g *grounder) minimal(of Ground, ends []int, holds func(Ground) bool) Ground {
	with := func(events []int, pairs []Pair) Ground {
		all := slices.Concat(events, ends)
		slices.Sort(all)
		return Ground{Events: slices.Compact(all), Pairs: pairs}
	}
	events := slices.DeleteFunc(slices.Clone(of.Events), func(e int) bool { return slices.Contains(ends, e) })
	events = shrink(events, func(rest []int) bool { return holds(with(rest, of.Pairs)) })
	in := func(e int) bool { return slices.Contains(events, e) || slices.Contains(ends, e) }
	pairs := slices.DeleteFunc(slices.Clone(of.Pairs), func(p Pair) bool { return !in(p.From) || !in(p.To) })
	pairs = shrink(pairs, func(rest []Pair) bool { return holds(with(events, rest)) })
	return Ground{Events: events, Pairs: pairs}
}

// shrink removes elements while the rest is enough, in blocks that become smaller, until
// no single element can be removed.
func shrink[T any](list []T, enough func([]T) bool) []T {
	for size := len(list); size > 0; size = min(size/2, len(list)) {
		for i := 0; i < len(list); {
			rest := slices.Concat(list[:i], list[min(i+size, len(list)):])
			if enough(rest) {
				list = rest
			} else {
				i += size
			}
		}
	}
	return list
}
