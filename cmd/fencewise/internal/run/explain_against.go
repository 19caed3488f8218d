package run

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/reason"
)

// Variant is a choice for every slot of a program, with what to call it.
type Variant struct {
	Name string
	Set  map[string]string
}

// ExplainDifference finds out what makes the difference between two variants of
// a program.
func ExplainDifference(ctx context.Context, q Question, a, b Variant, o decide.Options) (r *reason.Report, err error) {
	w := newWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.close()) }()
	diff := &reason.Difference{A: a.Name, B: b.Name}
	var answers [2]decide.Answer
	var report reason.Report
	for i, v := range []*Variant{&a, &b} {
		s, answer, err := w.decide(ctx, q.Test, &q.Model, v.Set)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			q.Choices = v.Set
			report = heading(&q, s)
			report.Verdict, report.Reason = answer.Verdict, answer.Reason
		}
		v.Set = s.Assignment(nil)
		answers[i], diff.Verdicts[i], diff.Reasons[i] = answer, answer.Verdict, answer.Reason
	}
	report.Difference = diff
	diff.Slots = []results.SlotDiff{}
	for _, s := range q.Test.Slots {
		if a.Set[s.Name] != b.Set[s.Name] {
			diff.Slots = append(diff.Slots, results.SlotDiff{Slot: s.Name, A: a.Set[s.Name], B: b.Set[s.Name]})
		}
	}
	x, y := &side{a.Name, &q.Model, a.Set}, &side{b.Name, &q.Model, b.Set}
	switch {
	case answers[1].Verdict == verdict.Never && answers[0].Witness != nil:
		err = w.difference(ctx, q.Test, diff, x, y)
	case answers[0].Verdict == verdict.Never && answers[1].Witness != nil:
		err = w.difference(ctx, q.Test, diff, y, x)
	}
	return &report, err
}

// difference is an execution that one side allows, and how the other forbids it.
func (w *worker) difference(ctx context.Context, t *litmus.Test, d *reason.Difference, allows, forbids *side) error {
	c, err := w.carried(ctx, t, allows, forbids)
	if c == nil || err != nil {
		return err
	}
	told, ok := reason.Against(forbids.model.Model, c, c.X.S.Picks(allows.set))
	if !ok {
		return unbroken(t, allows, forbids)
	}
	d.Allows, d.Forbids, d.Axiom, d.Gloss, d.Cycle = allows.name, forbids.name, told.Axiom, told.Gloss, &told.Cycle
	d.Credit(allows.set)
	return nil
}
