package explain

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// Explained says why the verdict on a case is what it is.
type Explained struct {
	reason.Report
	// Witness is an execution in which the proposition holds, for Sometimes and Always.
	Witness *execution.Candidate
}

// Verdict finds out why the verdict on a case is what it is. It also counts how many
// candidate executions close which cycle, unless there are more than maxCounted.
func Verdict(ctx context.Context, c opinion.Case, o decide.Options, maxCounted int) (x *Explained, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	s, a, err := w.Decide(ctx, c)
	if err != nil {
		return nil, err
	}
	x = &Explained{Report: heading(&c, s)}
	x.Verdict, x.Reason = a.Verdict, a.Reason
	e := &reporter{Worker: w, c: c, maxCounted: maxCounted, report: &x.Report, witness: a.Witness}
	switch a.Verdict {
	case verdict.Never:
		err = e.never(ctx, s)
	case verdict.Always:
		// The proposition holds in every execution because its negation holds in none.
		e.c.Test = negated(c.Test)
		x.Outcome = e.c.Test.PropWords(e.c.Test.Cond.Prop)
		if s, err = w.Decider(c.Model).StructureAt(ctx, s.Bound, e.c.Test, c.Choices, false); err == nil {
			err = e.never(ctx, s)
		}
	case verdict.Sometimes:
		if x.Limitation, err = w.Limitation(ctx, c, s, a.Verdict, a.Witness); err == nil {
			err = e.sometimes(ctx)
		}
	case verdict.Unknown: // its reason says why
	default:
		panic(fmt.Sprintf("explain: the verdict %q", a.Verdict))
	}
	x.Witness = e.witness
	if limit.As(err) != nil { // the verdict and the reasons found so far are known
		err = nil
	}
	return x, err
}

// heading returns a report that says what it is about.
func heading(c *opinion.Case, s *event.Structure) reason.Report {
	r := reason.Report{Schema: results.Schema, Program: c.Name, Test: c.Test.Name, Judge: judge(c),
		Slots: s.Assignment(nil), Endian: s.ByteOrder(), Outcome: c.Test.PropWords(c.Test.Cond.Prop)}
	var order []string
	for i := range s.Slots {
		order = append(order, s.Slots[i].Name)
	}
	r.Order(order)
	return r
}

// judge says who judges a case.
func judge(c *opinion.Case) reason.Judge {
	return reason.Judge{Target: c.Test.Target, Model: c.Model.Name, Variants: c.Model.Variants}
}

// negated returns the test that asks whether the negation of the proposition can hold.
func negated(t *litmus.Test) *litmus.Test {
	not := *t
	not.Cond.Quant = verdict.NotExists
	if p, ok := t.Cond.Prop.(*litmus.Not); ok {
		not.Cond.Prop = p.P
	} else {
		not.Cond.Prop = &litmus.Not{P: t.Cond.Prop, Span: t.Cond.Span}
	}
	return &not
}

// reporter fills in a report.
type reporter struct {
	*opinion.Worker
	c          opinion.Case
	maxCounted int
	report     *reason.Report

	witness *execution.Candidate
}

// never reports the cycles that every candidate closes, and what the program needs.
func (e *reporter) never(ctx context.Context, s *event.Structure) error {
	d := e.Decider(e.c.Model)
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
	why := Tell(reason.NewTeller(s, d.Model()), cover, 0, nil)
	if why.Incomplete == "" {
		if err := e.count(ctx, s, cover.ReasonsOf(0), &why); err != nil {
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
