package decide

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
)

// maxRounds bounds how often a formula is refined before it gets the next stage as a whole.
const maxRounds = 500

// refined asks about a formula that lacks the last stages of the model, because the next one
// is big: it has about as many clauses as given. If the formula is unsatisfiable, so is the
// whole. If an execution is found, the evaluator, which always judges by the whole model, says
// whether it satisfies the axioms of these stages, too. If it does not, the clauses that it
// violates are added, and the formula is asked about again. If ok is false, there is no answer:
// the formula needs the stage.
func (d *Decider) refined(ctx context.Context, x *encode.Encoding, clauses int) (a Answer, ok bool, err error) {
	z, err := x.Refine()
	if err != nil {
		return Answer{}, false, err
	}
	t := d.solver.Session(x.F, x.P, d.limits())
	defer t.Close()
	added, whole := 0, x.Whole() // then nothing but the orders is left to add
	for round := 0; round < maxRounds && added <= clauses || whole; round++ {
		r, err := t.Ask(ctx)
		if err != nil {
			return Answer{}, false, err
		}
		a, n, err := d.refine(ctx, x, z, r)
		switch {
		case err != nil || n == 0:
			return a, true, err
		case n < 0:
			return Answer{}, false, nil
		}
		added += n
		if err := t.Extend(ctx); err != nil {
			return Answer{}, false, err
		}
	}
	return Answer{}, false, nil
}

// refine concludes the answer to a query from that of the solver, or else adds clauses that
// exclude the solution. It returns how many it adds; 0 if the answer stands, -1 if it needs the
// next stage.
func (d *Decider) refine(ctx context.Context, x *encode.Encoding, z *encode.Refiner, r solve.Answer) (a Answer, clauses int, err error) {
	if r.Status == solve.Sat {
		if clauses, err = z.Order(r.Values); clauses > 0 || err != nil {
			return a, clauses, err
		}
	}
	a, err = d.concluded(ctx, x, r)
	var dis *Disagreement
	forbidden := errors.As(err, &dis) && dis.model
	// Executions that exceed a bound are not judged.
	if r.Status != solve.Sat || !forbidden && (err != nil || x.Query.Goal != encode.Cut) {
		return a, 0, err
	}
	clauses, ok, failed := z.Axioms(r.Values)
	switch {
	case failed != nil:
		return a, 0, failed
	case !ok:
		return a, -1, nil
	case clauses > 0:
		return a, clauses, nil
	}
	return a, 0, err // what the model forbids violates an axiom for the encoder, too
}
