package explain

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/answers/opinion"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/reason"
)

// Explained is why the verdict on a question is what it is.
type Explained struct {
	reason.Report
	// Witness is an execution in which the proposition holds, for Sometimes and
	// Always.
	Witness *execution.Candidate
}

// Verdict finds out why the verdict on a question is what it is. most bounds the
// candidate executions that are counted; more are not counted.
func Verdict(ctx context.Context, q opinion.Case, o decide.Options, most int) (x *Explained, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	s, a, err := w.Decide(ctx, q.Test, q.Model, q.Choices)
	if err != nil {
		return nil, err
	}
	x = &Explained{Report: heading(&q, s)}
	x.Verdict, x.Reason = a.Verdict, a.Reason
	e := &explainer{Worker: w, q: q, most: most, report: &x.Report, witness: a.Witness}
	switch a.Verdict {
	case verdict.Never:
		err = e.never(ctx, s)
	case verdict.Always:
		// That the proposition always holds is that its contrary never does.
		e.q.Test = contrary(q.Test)
		x.Outcome = litmus.PropString(e.q.Test.Cond.Prop)
		d := w.Decider(q.Model)
		if s, err = d.StructureAt(ctx, s.Bound, e.q.Test, q.Choices, false); err == nil {
			err = e.never(ctx, s)
		}
	case verdict.Sometimes:
		if x.Limitation, err = w.Limitation(ctx, q.Test, q.Model, q.Choices, s, a.Verdict, a.Witness); err == nil {
			err = e.sometimes(ctx)
		}
	}
	x.Witness = e.witness
	if limit.As(err) != nil { // the verdict is known, and what was found of its reasons
		err = nil
	}
	return x, err
}

// heading is what a report is about.
func heading(q *opinion.Case, s *event.Structure) reason.Report {
	r := reason.Report{Schema: results.Schema, Program: q.Name, Test: q.Test.Name, Model: q.Model.Name,
		Slots: s.Assignment(nil), Outcome: litmus.PropString(q.Test.Cond.Prop)}
	var order []string
	for i := range s.Slots {
		order = append(order, s.Slots[i].Name)
	}
	r.Order(order)
	return r
}

// contrary is the test that asks whether the proposition can fail to hold.
func contrary(t *litmus.Test) *litmus.Test {
	not := *t
	not.Cond.Quant = verdict.NotExists
	if p, ok := t.Cond.Prop.(*litmus.Not); ok {
		not.Cond.Prop = p.P
	} else {
		not.Cond.Prop = &litmus.Not{P: t.Cond.Prop, Span: t.Cond.Span}
	}
	return &not
}

// explainer fills in a report.
type explainer struct {
	*opinion.Worker
	q      opinion.Case
	most   int
	report *reason.Report

	witness *execution.Candidate
}

// never tells the cycles, and what of the program they rest on.
func (e *explainer) never(ctx context.Context, s *event.Structure) error {
	d := e.Decider(e.q.Model)
	cover, err := d.Cover(ctx, encode.Query{Structure: s, Goal: encode.Holds}, [][]int{nil})
	if err != nil {
		return err
	}
	if len(cover.By[0]) == 0 && cover.Limit[0] == "" {
		t, err := d.Trivial(ctx, s)
		if err != nil {
			return err
		}
		if t != nil {
			e.report.Trivial = &t.Trivial
			return nil
		}
	}
	told := cover.ReasonsOf(0)
	why := reason.NewTeller(s, d.Model()).Tell(told, nil)
	why.Incomplete, why.Beyond = cover.Limit[0], cover.Beyond
	if why.Incomplete == "" {
		if err := e.count(ctx, s, told, &why); err != nil {
			return err
		}
	}
	e.report.Why = &why
	needs, err := e.needs(ctx, d, s, &why)
	if err == nil {
		e.report.Needs = needs
	}
	return err
}
