package decide

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/encode/witness"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// ask answers a query: Sometimes with a judged witness, Never, or Unknown.
func (d *Decider) ask(ctx context.Context, q encode.Query) (Answer, error) {
	a, err := d.staged(ctx, q)
	if reason, other := GaveUp(err); reason != "" || other != nil {
		return Answer{Verdict: verdict.Unknown, Reason: reason}, other
	}
	return a, nil
}

// staged encodes a query stage by stage and answers it, if possible without the
// last stages.
func (d *Decider) staged(ctx context.Context, q encode.Query) (Answer, error) {
	encoder, o := d.encoder, d.askedOnce()
	if q.Goal == encode.Cut {
		encoder = d.cutEncoder(q)
	}
	o.Transitive = cmp.Or(d.opts.Transitive, defaultTransitive)
	x, err := encoder.Start(ctx, q, o)
	tried := false // to do without the next stage
	for more := true; err == nil && !x.P.Failed(); {
		var clauses int
		if clauses, more, err = x.Next(); err != nil || !more {
			break
		}
		if clauses > cmp.Or(d.opts.StageClauses, defaultStageClauses) && !tried {
			if a, ok, err := d.refined(ctx, x, clauses); ok || err != nil {
				return a, err
			}
			tried, err = true, x.Complete()
			continue
		}
		tried, err = false, x.Add()
	}
	if err != nil {
		return Answer{}, err
	}
	if x.Partial() {
		a, _, err := d.refined(ctx, x, 0)
		return a, err
	}
	return d.load(ctx, x)
}

// encoding returns how queries are encoded.
func (d *Decider) encoding() encode.Options {
	switch {
	case d.opts.settled:
		return encode.Options{MaxClauses: settledClauses}
	case d.opts.raised:
		return encode.Options{MaxClauses: autoClauses}
	}
	return encode.Options{}
}

// load answers the query of an encoding, with the shared solver.
func (d *Decider) load(ctx context.Context, x *encode.Encoding) (Answer, error) {
	t := d.solver.Session(x.F, x.P, d.limits())
	defer t.Close()
	return d.answer(ctx, x, t)
}

// limits returns the limits of one query.
func (d *Decider) limits() solve.Limits { return solve.Limits{Budget: d.opts.Budget} }

// answer answers the query of an encoding, under assumptions.
func (d *Decider) answer(ctx context.Context, x *encode.Encoding, t *solve.Session, assumptions ...cnf.Lit) (Answer, error) {
	r, err := t.Ask(ctx, assumptions...)
	if err != nil {
		return Answer{}, err
	}
	return d.concluded(ctx, x, r)
}

// concluded returns what the answer to a query of an encoding says.
func (d *Decider) concluded(ctx context.Context, x *encode.Encoding, r solve.Answer) (a Answer, err error) {
	a = Answer{By: r.By, Vars: x.F.Vars(), Clauses: x.F.Clauses()}
	switch r.Status {
	case solve.Unknown:
		a.Verdict, a.Reason = verdict.Unknown, r.Reason
	case solve.Unsat:
		a.Verdict, a.Core = verdict.Never, x.SlotsOf(r.Core)
	case solve.Sat:
		a.Verdict = verdict.Sometimes
		err = d.found(ctx, &a, x, r.Values)
		if r := limit.As(err); r != nil { // found, and not confirmed
			a, err = unknown(a, r.What), nil
		}
	default:
		panic(fmt.Sprintf("decide: the solver has no status %d", r.Status))
	}
	return a, err
}

// found fills in what an answer says about the execution that a solution
// stands for.
func (d *Decider) found(ctx context.Context, a *Answer, x *encode.Encoding, values []bool) (err error) {
	switch g := x.Query.Goal; g {
	case encode.Cut:
		var cut *event.Cut
		if cut, err = d.reached(x, values); err == nil {
			a.Reason, a.AtBound = cut.Reason(x.S), cut.Kind == event.LoopBound
		}
	case encode.Any:
		a.Witness, err = d.judged(ctx, x, values)
	case encode.Holds, encode.Violates:
		a.Witness, err = d.judged(ctx, x, values)
		if err == nil && a.Witness.Holds(x.S.Cond) != (g == encode.Holds) {
			a.Witness, err = nil, d.Disagree(x.S, "in the execution found the final state is not as asked for")
		}
	default:
		panic(fmt.Sprintf("decide: no answer for the goal %s", g))
	}
	return err
}

// reached returns a cut that is reached in a solution.
func (d *Decider) reached(x *encode.Encoding, values []bool) (*event.Cut, error) {
	s := x.S
	for i, l := range x.CutLit {
		if !s.Cuts[i].LosesExecutions() {
			continue
		}
		if l == cnf.True || l.Var() > 1 && values[l.Var()] == (l > 0) {
			return &s.Cuts[i], nil
		}
	}
	return nil, errors.New("decide: the solution reaches no cut")
}

// judged turns a solution into an execution that the evaluator accepts.
func (d *Decider) judged(ctx context.Context, x *encode.Encoding, values []bool) (_ *execution.Candidate, err error) {
	defer limit.Catch(&err)
	s := x.S
	e, err := witness.Extract(s, x.F, values)
	if err != nil {
		return nil, d.Disagree(s, "the solution is no execution: %v", err)
	}
	c, err := e.Complete()
	if err != nil {
		return nil, d.Disagree(s, "the execution found is not well formed: %v", err)
	}
	if d.demands == "" && d.judge.Consistent(limit.For(ctx), c) { // its flags do not matter
		return d.passes(c)
	}
	switch v := d.judge.Judge(limit.For(ctx), c); {
	case len(v.Violations) > 0:
		return nil, &Disagreement{Test: s.Test.Name, Model: d.model.Name, model: true,
			What: "the execution found violates the model: " + v.Violations[0].String(s)}
	case d.demands != "" && !d.raised(&v, x.Query.Among):
		return nil, &Disagreement{Test: s.Test.Name, Model: d.model.Name, model: true,
			What: "the execution found does not have the flag " + d.demands}
	}
	return d.passes(c)
}

// passes returns an execution if the filter lets it through.
func (d *Decider) passes(c *execution.Candidate) (*execution.Candidate, error) {
	if !c.Holds(c.X.S.Filter) {
		return nil, d.Disagree(c.X.S, "the execution found is one that the filter excludes")
	}
	return c, nil
}

// Disagree returns a [Disagreement] about s.
func (d *Decider) Disagree(s *event.Structure, format string, args ...any) error {
	return &Disagreement{Test: s.Test.Name, Model: d.model.Name, What: fmt.Sprintf(format, args...)}
}

// GaveUp turns an error into the reason of an Unknown if the error is that a
// formula is too big, or a limit. It returns any other error unchanged.
func GaveUp(err error) (string, error) {
	var t *encode.TooBig
	if errors.As(err, &t) {
		return t.Error(), nil
	}
	if r := limit.As(err); r != nil {
		return r.What, nil
	}
	return "", err
}
