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
	x, err := d.encoder.Encode(s, encode.AskHolds)
	if err != nil {
		return unknownLattice(s, visit, err)
	}
	q := d.solver.Session(x.F, x.P)
	defer q.Close()
	var cut func([]int) (string, error)
	if len(s.Cuts) > 0 {
		// The cuts are asked about in a solver of their own, which keeps both
		// encodings loaded.
		cs := solve.New(solve.Limits{Budget: d.opts.Budget, Timeout: d.opts.Timeout})
		defer cs.Close()
		y, err := d.cuts.Encode(s, encode.AskCut)
		if err != nil {
			return unknownLattice(s, visit, err)
		}
		cq := cs.Session(y.F, y.P)
		defer cq.Close()
		cut = func(picks []int) (string, error) { return d.cutReason(ctx, s, y, cq, assume(y, picks)) }
	}
	picks := start(s)
	for {
		a, err := d.answer(ctx, x, q, encode.AskHolds, assume(x, picks))
		if err != nil {
			return err
		}
		if a.Verdict == results.Never && cut != nil {
			reason, err := cut(picks)
			if err != nil {
				return err
			}
			if reason != "" {
				a.Verdict, a.Reason = results.Unknown, reason
			}
		}
		if err := visit(picks, a); err != nil {
			return err
		}
		if !advance(s, picks) {
			return nil
		}
	}
}

// unknownLattice answers Unknown for every variant of a structure that is too
// big to encode; any other error it returns.
func unknownLattice(s *event.Structure, visit func([]int, Answer) error, err error) error {
	reason, err := tooBig(err)
	if err != nil {
		return err
	}
	for picks, more := start(s), true; more; more = advance(s, picks) {
		if err := visit(picks, Answer{Verdict: results.Unknown, Reason: reason}); err != nil {
			return err
		}
	}
	return nil
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
