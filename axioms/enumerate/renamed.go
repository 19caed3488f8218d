package enumerate

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Renamed returns a copy of the outcome with other names for the observed
// registers and locations, in herd7's order of the new names.
func (o *Outcome) Renamed(name func(litmus.Loc) litmus.Loc) *Outcome {
	type part struct {
		ob       Observed
		from, to int // range of its values
	}
	parts := make([]part, len(o.Observed))
	at := 0
	for i, ob := range o.Observed {
		n := 1
		if ob.IsArray() {
			n = len(ob.locs)
		}
		ob.Loc = name(ob.Loc)
		parts[i] = part{ob, at, at + n}
		at += n
	}
	slices.SortStableFunc(parts, func(a, b part) int { return order(&a.ob, &b.ob) })
	in := func(values []event.Value) (out []event.Value) {
		for _, p := range parts {
			if p.to <= len(values) {
				out = append(out, values[p.from:p.to]...)
			}
		}
		return out
	}
	r := *o
	r.Observed, r.States = nil, slices.Clone(o.States)
	for _, p := range parts {
		r.Observed = append(r.Observed, p.ob)
	}
	for i := range r.States {
		r.States[i].Values, r.States[i].ranks = in(r.States[i].Values), in(r.States[i].ranks)
	}
	r.sort()
	return &r
}
