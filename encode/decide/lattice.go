package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
)

// Lattice answers for every combination of choices of the free slots of s, in
// row-major order (the last slot changes fastest). All are questions under
// assumptions to one encoding. picks holds the choice of each slot, fixed ones
// included, and is only valid during the call of visit; an error from visit
// ends the work.
func (d *Decider) Lattice(ctx context.Context, s *event.Structure, visit func(picks []int, a Answer) error) error {
	if all := d.choices(s); len(all) > 1 {
		w := &sweep{d: d, ctx: ctx, s: s, all: all}
		return w.visit(visit)
	}
	var tracks [encode.AskCut + 1]*track
	defer func() {
		for _, t := range tracks {
			t.close()
		}
	}()
	open := func(k encode.Ask) (*track, error) {
		if tracks[k] == nil {
			t, err := d.track(s, k, nil)
			if err != nil {
				return nil, err
			}
			tracks[k] = t
		}
		return tracks[k], nil
	}
	for picks, more := start(s), true; more; more = advance(s, picks) {
		a, err := settle(s, func(k encode.Ask) (Answer, error) {
			t, err := open(k)
			if err != nil {
				reason, err := tooBig(err)
				return Answer{Verdict: results.Unknown, Reason: reason}, err
			}
			return d.answer(ctx, t.x, t.q, k, assume(t.x, picks))
		}, func() (string, error) {
			if len(s.Cuts) == 0 {
				return "", nil
			}
			t, err := open(encode.AskCut)
			if err != nil {
				return tooBig(err)
			}
			return d.cutReason(ctx, s, t.x, t.q, assume(t.x, picks))
		})
		if err != nil {
			return err
		}
		if err := visit(picks, a); err != nil {
			return err
		}
	}
	return nil
}

// track is the encoding of one question about a lattice, with a solver of its
// own that keeps it loaded.
type track struct {
	x      *encode.Encoding
	q      *solve.Session
	solver *solve.Solver
}

func (d *Decider) track(s *event.Structure, k encode.Ask, taken []int) (*track, error) {
	e := encode.NewEncoder(d.model)
	e.Taken = taken
	x, err := e.Encode(s, k)
	if err != nil {
		return nil, err
	}
	t := &track{x: x, solver: solve.New(solve.Limits{Budget: d.opts.Budget, Timeout: d.opts.Timeout})}
	t.q = t.solver.Session(x.F, x.P)
	return t, nil
}

func (t *track) close() {
	if t != nil {
		t.q.Close()
		t.solver.Close()
	}
}

// start is the first combination: fixed slots at their choice, free ones at
// their first.
func start(s *event.Structure) []int {
	picks := make([]int, len(s.Slots))
	for i := range s.Slots {
		picks[i] = max(0, s.Slots[i].Fixed)
	}
	return picks
}

// assume is the assumptions that select one variant.
func assume(x *encode.Encoding, picks []int) []cnf.Lit {
	var lits []cnf.Lit
	for i, sel := range x.Selector {
		if sel != nil {
			lits = append(lits, sel[picks[i]])
		}
	}
	return lits
}

// advance moves to the next combination; false after the last.
func advance(s *event.Structure, picks []int) bool {
	for i := len(picks) - 1; i >= 0; i-- {
		if s.Slots[i].Fixed >= 0 {
			continue
		}
		if picks[i]++; picks[i] < len(s.Slots[i].Choices) {
			return true
		}
		picks[i] = 0
	}
	return false
}
