package opinion

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Limitation returns the known limit of the model that a verdict rests on; nil
// for none. s is the structure that the verdict is about, found an execution in
// which the proposition holds, if one is at hand. A question is only asked if
// the program has what the limit is about and the execution depends on it.
func (w *Worker) Limitation(ctx context.Context, c Case, s *event.Structure, v verdict.Verdict, found *execution.Candidate) (*results.Limitation, error) {
	if v != verdict.Sometimes || !c.Model.CanAmend() || !s.SuccessOrdersMore() {
		return nil, nil
	}
	amended, err := c.Model.Amended()
	if err != nil {
		return nil, err
	}
	if found != nil && c.Test.Cond.Quant != verdict.ForAll && !hangs(found, amended) {
		return nil, nil
	}
	c.Model = amended
	_, a, err := w.Decide(ctx, c)
	switch {
	case limit.As(err) != nil || err == nil && (a.Verdict == v || a.Verdict == verdict.Unknown):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &results.Limitation{What: fit.SuccessLimit, Variant: fit.SuccessVariant, Verdict: a.Verdict}, nil
}

// hangs reports whether the model forbids an execution, so that the verdict
// depends on the limit.
func hangs(c *execution.Candidate, m *fit.Model) bool {
	v := eval.New(m.Model).Judge(nil, c)
	return !v.Consistent()
}

// Limitations is limitation for a lattice: whether the verdict on a combination
// at its upper border rests on the limit. The executions of all others are
// among those of the border.
func (w *Worker) Limitations(ctx context.Context, c Case, s *event.Structure, all *lattice.Variants) (*results.Limitation, error) {
	for _, v := range all.Maximal() {
		a := &all.Answers[v]
		c.Choices = s.Assignment(all.Slots(v))
		l, err := w.Limitation(ctx, c, s, a.Verdict, a.Witness)
		if l != nil || err != nil {
			return l, err
		}
	}
	return nil, nil
}

// Limitation returns the known limit of the model that the answer to a question
// rests on; nil for none.
func Limitation(ctx context.Context, c Case, o decide.Options, s *event.Structure, a decide.Answer) (l *results.Limitation, err error) {
	w := NewWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	return w.Limitation(ctx, c, s, a.Verdict, a.Witness)
}
