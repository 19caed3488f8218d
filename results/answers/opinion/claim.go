package opinion

import (
	"context"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// claim compares the answer with what the first comment "Result:" of the test claims.
func (w *Worker) claim(ctx context.Context, c Case, a *Recorded) error {
	r := &a.Record
	if len(c.Test.Results) == 0 {
		return nil
	}
	first := c.Test.Results[0]
	r.Claim = first.Text
	r.ClaimLine, _ = first.Span.Src.Position(first.Span.Start)
	claim, err := verdict.ParseClaim(first.Text)
	if err != nil {
		d := diag.New(first.Span, diag.StudyClaim, "the claim in a comment is not understood: %v", err)
		d.Warning = true
		a.warn(d)
		r.ClaimError = err.Error()
		return nil
	}
	v := r.Verdict
	if v == verdict.Sometimes && claim.Verdict == verdict.Always {
		if v, err = w.always(ctx, c); err != nil {
			return err
		}
	}
	if v == verdict.Unknown || r.OpenRace() {
		return nil
	}
	none := r.Executions != ""
	met := claim.Met(v, none, r.Racy())
	if c.Test.Compiled() {
		if claim.Verdict == verdict.Sometimes && c.Test.Filter != nil && r.Deadlock == "" {
			none = false // executions end, and the filter asks for what the machine does not do
		}
		met, r.ClaimTighter = claim.MetByMachine(v, none)
	}
	r.ClaimHolds = &met
	return nil
}

// always decides whether the proposition holds in all executions, whatever the quantifier.
func (w *Worker) always(ctx context.Context, c Case) (verdict.Verdict, error) {
	t := *c.Test
	t.Cond.Quant = verdict.ForAll
	c.Test = &t
	_, a, err := w.Decide(ctx, c)
	return a.Verdict, err
}
