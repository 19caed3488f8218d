package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// maxAlone bounds the variants of one lattice that are decided alone.
const maxAlone = 500

// Alone decides the variants of a lattice that are Unknown again, each by itself.
// The structure of a lattice contains all slot choices: if an instruction of one
// choice reads a register or a location, rounds of a loop can differ that are the
// same without it. Where slots hold only barriers that makes no difference, and
// Alone does nothing. choices are those that [Decider.LatticeTest] was given.
func (d *Decider) Alone(ctx context.Context, t *litmus.Test, choices map[string]string, s *event.Structure, all *Variants) error {
	if barriersOnly(s) {
		return nil
	}
	tries := 0
	var open []int
	for v := range all.With(func(a *decide.Answer) bool { return a.Verdict == verdict.Unknown }) {
		if open = append(open, v); len(open) > maxAlone {
			break
		}
	}
	for _, v := range open {
		if tries++; tries > maxAlone || limit.Cause(ctx) != nil {
			return nil
		}
		_, a, err := d.DecideTest(ctx, 0, t, s.Assignment(all.Slots(v)))
		switch {
		case err != nil && (decide.TooLarge(err) || len(diag.All(err)) > 0): // such as a stray address
		case err != nil:
			return err
		case a.Verdict == verdict.Never:
			a.Core = nil
			for i := range s.Slots {
				a.Core = append(a.Core, i)
			}
			all.Set(v, a)
			all.asked[v] = true
			all.Queries++
		}
	}
	return nil
}

// barriersOnly reports whether the free slots of a structure hold only
// barriers.
func barriersOnly(s *event.Structure) bool {
	for i := range s.Slots {
		for _, parts := range s.Slots[i].Parts {
			for _, p := range parts {
				if s.Slots[i].Fixed < 0 && p.Fence == isa.NoTag {
					return false
				}
			}
		}
	}
	return true
}
