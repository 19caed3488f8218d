package eval

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// maxTries bounds the search for further grounds of one step. There are several
// where several barriers, or choices of a slot, each keep two accesses in order.
const maxTries = 200

// grounder finds out what reasons rest on, by judging parts of an execution.
type grounder struct {
	*Judge
	c           *execution.Candidate
	whole, wide Ground // the execution; and with the events of other choices
}

// reason finds the grounds of a reason's steps. The cycle is in every execution
// that has one ground of each, and the axiom fails there: that is made sure of
// by judging just these parts. Where it is not so, the rest is looked for.
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

// groundWith is what a reason rests on, with the first ground of each step, but of
// one step another.
func (r *Reason) groundWith(step, other int) Ground {
	all := Ground{slices.Clone(r.Rest.Events), slices.Clone(r.Rest.Pairs)}
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

// grounds is smallest parts that give a step. Others than the first differ from
// it in barriers and dependencies alone.
func (g *grounder) grounds(e Edge) []Ground {
	ends := []int{e.From, e.To}
	holds := func(part Ground) bool {
		g.narrow(g.c, &part)
		g.eval(e.id)
		return g.row(g.rel(e.id), int(g.pos[e.From])).Has(int(g.pos[e.To]))
	}
	found := []Ground{g.minimal(g.whole, ends, holds)}
	type job struct {
		without []atom
		ground  Ground // one that is found without these
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
	return found
}

// atom is a piece of a ground that can be taken away: an event, or where Base is
// not 0 a pair.
type atom struct {
	event int
	pair  Pair
}

func compareAtoms(a, b atom) int {
	return cmp.Or(cmp.Compare(a.event, b.event), order(a.pair, b.pair))
}

// sources is the barriers and dependencies of a ground.
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

// without is the ground but for some pieces of it.
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

// chosenIn reports whether all that the execution chooses of the ground is in
// another one.
func (g *Ground) chosenIn(o *Ground) bool {
	return !slices.ContainsFunc(g.Pairs, func(p Pair) bool { return p.Chosen() && !slices.Contains(o.Pairs, p) })
}

// mixesSlotChoices reports whether a ground has barriers or control dependencies that come
// from different choices of one slot.
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

// minimal is a part of a ground for which something still holds that holds for
// all of it with the given events, and of which nothing can be taken away. The
// given events are not listed in it.
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

// shrink takes elements away, many at a time while that goes well, until none can
// be missed.
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
