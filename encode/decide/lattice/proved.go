package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Package encode/certify/bundle makes proofs from cores and steps.

// Cores returns, for each variant that is Never, choices that are enough for that,
// whatever the other slots hold.
func (l *Variants) Cores() []map[string]string {
	var all []map[string]string
	for v := range l.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Never }) {
		a, at := l.Answer(v), l.position(v)
		core := map[string]string{}
		for _, i := range a.Core {
			if l.stride[i] != 0 {
				core[l.s.Slots[i].Name] = l.s.Slots[i].Choices[at[i]]
			}
		}
		all = append(all, core)
	}
	return all
}

// Steps lists the pairs of different barriers in free slots of a structure whose
// second is proved to be at least as strong as the first.
func (d *Decider) Steps(ctx context.Context, s *event.Structure) ([][2]isa.Tag, error) {
	var used isa.Tags // in free slots
	for i := range s.Slots {
		for c, parts := range s.Slots[i].Parts {
			for _, p := range parts {
				if s.Slots[i].Fixed < 0 && s.Slots[i].Orders(c) && p.Fence != isa.NoTag {
					used |= isa.Of(p.Fence)
				}
			}
		}
	}
	var steps [][2]isa.Tag
	for _, weak := range used.List() {
		for _, strong := range used.List() {
			if weak == strong {
				continue
			}
			is, err := d.AtLeast(ctx, weak, strong)
			if err != nil {
				return nil, err
			}
			if is {
				steps = append(steps, [2]isa.Tag{weak, strong})
			}
		}
	}
	return steps, nil
}
