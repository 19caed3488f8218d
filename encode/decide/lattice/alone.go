package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
	"github.com/fencewise/fencewise/programs/verdict"
)

// maxAlone bounds the variants of one lattice that are asked about alone.
const maxAlone = 500

// Alone asks again about variants that are Unknown in a lattice, each by itself. The one
// structure of a lattice contains all choices: an instruction of one choice that reads a
// register or a location can make rounds of a loop differ that are the same without it. If
// slots hold only barriers this makes no difference, and nothing is asked. choices is what
// [Decider.LatticeTest] was given.
func (d *Decider) Alone(ctx context.Context, t *litmus.Test, choices map[string]string, s *event.Structure, all *Variants) error {
	if barriersOnly(s) {
		return nil
	}
	tries := 0
	for v := range all.Answers {
		if all.Answers[v].Verdict != verdict.Unknown {
			continue
		}
		if tries++; tries > maxAlone || limit.Cause(ctx) != nil {
			return nil
		}
		set := map[string]string{}
		for i, c := range all.Picks(v) {
			set[s.Slots[i].Name] = s.Slots[i].Choices[c]
		}
		_, a, err := d.DecideTest(ctx, 0, t, set)
		switch {
		case err != nil && (decide.TooLarge(err) || len(diag.All(err)) > 0): // such as an address that is none
		case err != nil:
			return err
		case a.Verdict == verdict.Never:
			a.Core = nil
			for i := range s.Slots {
				a.Core = append(a.Core, i)
			}
			all.Answers[v], all.Asked[v] = a, true
			all.Questions++
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
				if s.Slots[i].Fixed < 0 && p.Fence == power.NoFence {
					return false
				}
			}
		}
	}
	return true
}
