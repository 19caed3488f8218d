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

// Limitation returns the known limit of the model that a verdict rests on, or nil. s is the
// structure that the verdict is about. found is an execution in which the proposition holds;
// nil if none was found. It decides the case under the amended model, but only if the program
// has a conditional store whose success the limit is about and the amended model forbids the
// execution.
func (w *Worker) Limitation(ctx context.Context, c Case, s *event.Structure, v verdict.Verdict, found *execution.Candidate) (*results.Limitation, error) {
	if v != verdict.Sometimes || !c.Model.CanAmend() || !s.SuccessOrdersMore() {
		return nil, nil
	}
	amended, err := c.Model.Amended()
	if err != nil {
		return nil, err
	}
	if found != nil && c.Test.Cond.Quant != verdict.ForAll && !forbids(amended, found) {
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

// forbids reports whether the model forbids an execution.
func forbids(m *fit.Model, c *execution.Candidate) bool {
	v := eval.New(m.Model).Judge(nil, c)
	return !v.Consistent()
}

// maxLooked bounds the variants at a border that Limitations looks at.
const maxLooked = 1 << 16

// Limitations is Limitation for a lattice: it looks at the variants at the upper border. Every
// execution of another variant is one of a variant at the border. It looks at no more than
// maxLooked of them.
func (w *Worker) Limitations(ctx context.Context, c Case, s *event.Structure, all *lattice.Variants) (*results.Limitation, error) {
	if !c.Model.CanAmend() || !s.SuccessOrdersMore() {
		return nil, nil
	}
	looked := 0
	for v := range all.EachMaximal() {
		if looked++; looked > maxLooked {
			return nil, nil
		}
		found, err := all.Witness(ctx, v)
		if limit.As(err) != nil {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		c.Choices = s.Assignment(all.Slots(v))
		l, err := w.Limitation(ctx, c, s, all.Answer(v).Verdict, found)
		if l != nil || err != nil {
			return l, err
		}
	}
	return nil, nil
}

// Limitation returns the known limit of the model that the answer about a case rests on, or
// nil.
func Limitation(ctx context.Context, c Case, o decide.Options, s *event.Structure, a decide.Answer) (l *results.Limitation, err error) {
	w := NewWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	return w.Limitation(ctx, c, s, a.Verdict, a.Witness)
}
