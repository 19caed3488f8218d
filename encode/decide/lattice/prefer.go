package lattice

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/diagram"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Prices says what the choices of slots cost.
type Prices struct {
	Of   [][]cost.Cost // by slot, by choice
	Less func(a, b cost.Cost) bool
}

// costs returns the prices by position. Fixed slots cost nothing.
func (p *Prices) costs(g *grid) diagram.Costs[cost.Cost] {
	c := diagram.Costs[cost.Cost]{Plus: cost.Cost.Plus, Less: p.Less}
	for i := range p.Of {
		of := p.Of[i]
		if g.stride[i] == 0 {
			of = make([]cost.Cost, 1)
		}
		c.Of = append(c.Of, of)
	}
	return c
}

// Cheapest returns the slot assignment of a variant that costs least among those whose
// answer satisfies a condition; nil if there is none.
func (l *Variants) Cheapest(p *Prices, is func(a *decide.Answer) bool) []int {
	fits := l.values(is)
	m := l.space.Each(l.found, func(v int) int {
		if fits(v) {
			return 1
		}
		return 0
	})
	at := diagram.NewLeast(l.space, 1, p.costs(&l.grid)).In(m)
	if at == nil {
		return nil
	}
	return l.choices(at)
}

// The cheapest variants are weak, and an execution of a weak variant says little about
// stronger ones by itself. So it is put under as many barriers as the evaluator accepts.

// allows returns a box of variants that have the execution c of variant v: those with the
// barriers that it does not mind. In the end all of these are in the program at once, in
// one slot those of several choices, and the evaluator accepts the execution. With fewer
// barriers it remains one: that is what the order of choices says of none.
func (e *explorer) allows(ctx context.Context, c *execution.Candidate, v []int) (diagram.Box, error) {
	in := make([][]bool, len(v))
	for i := range v {
		in[i] = make([]bool, len(e.below[i]))
		for w := range in[i] {
			in[i][w] = e.keepsEvents(i, w, v[i])
		}
	}
	box := func(slot, choice int) bool { return in[slot][choice] }
	events := slices.Clone(c.Events())
	for i := range v {
		for _, w := range e.strongest(i) {
			if in[i][w] || !e.removable(i, w) || !e.removable(i, v[i]) {
				continue
			}
			more, err := e.barriers(c, i, w)
			if err != nil {
				return nil, err
			}
			with := slices.Concat(events, more)
			slices.Sort(with)
			with = slices.Compact(with)
			switch ok, err := e.d.Accepts(ctx, c, with); {
			case limit.As(err) != nil:
				return box, nil
			case err != nil:
				return nil, err
			case !ok:
				continue
			}
			events = with
			for weaker := range in[i] {
				in[i][weaker] = in[i][weaker] || e.keepsEvents(i, weaker, w)
			}
		}
	}
	return box, nil
}

// removable reports whether a choice adds barriers to an execution and nothing else, and
// the execution remains one without them. ctrl() in a slot adds dependencies.
func (e *explorer) removable(slot, choice int) bool {
	if e.stride[slot] == 0 || slices.ContainsFunc(e.s.Slots[slot].Parts[choice], func(p event.Part) bool { return p.Fence == isa.NoTag || p.Ctrl }) {
		return false
	}
	for none, parts := range e.s.Slots[slot].Parts {
		if len(parts) == 0 && e.order[slot][none][choice] {
			return true
		}
	}
	return false
}

// barriers returns the events that a choice of a slot adds to an execution.
func (e *explorer) barriers(c *execution.Candidate, slot, choice int) ([]int32, error) {
	x := *c.X
	x.Slots = slices.Clone(x.Slots)
	x.Slots[slot] = choice
	with, err := x.Complete()
	if err != nil {
		return nil, e.d.Disagree(e.s, "with other barriers an execution is not well formed: %v", err)
	}
	var more []int32
	for _, k := range with.Events() {
		if ev := &e.s.Events[k]; ev.Slot == slot {
			if ev.Kind != event.FenceEvent {
				return nil, e.d.Disagree(e.s, "what orders accesses only has the event %d", k)
			}
			more = append(more, k)
		}
	}
	return more, nil
}

// strongest lists the choices of a slot, those first that are at least as strong as most.
func (e *explorer) strongest(slot int) []int {
	all := make([]int, len(e.below[slot]))
	for c := range all {
		all[c] = c
	}
	slices.SortStableFunc(all, func(a, b int) int { return e.below[slot][b] - e.below[slot][a] })
	return all
}
