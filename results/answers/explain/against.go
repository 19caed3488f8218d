package explain

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// Variant is a slot assignment with a name.
type Variant struct {
	Name string
	Set  map[string]string
}

// Differ finds out what makes the difference between two variants of a program.
func Differ(ctx context.Context, c opinion.Case, a, b Variant, o decide.Options) (r *reason.Report, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	diff := &reason.Difference{A: a.Name, B: b.Name}
	var answers [2]decide.Answer
	var report reason.Report
	for i, v := range []*Variant{&a, &b} {
		c.Choices = v.Set
		s, answer, err := w.Decide(ctx, c)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			report = heading(&c, s)
			report.Verdict, report.Reason = answer.Verdict, answer.Reason
		}
		v.Set = s.Assignment(nil)
		answers[i], diff.Verdicts[i], diff.Reasons[i] = answer, answer.Verdict, answer.Reason
	}
	report.Difference = diff
	diff.Slots = []results.SlotDiff{}
	for _, s := range c.Test.Slots {
		if a.Set[s.Name] != b.Set[s.Name] {
			diff.Slots = append(diff.Slots, results.SlotDiff{Slot: s.Name, A: a.Set[s.Name], B: b.Set[s.Name]})
		}
	}
	x, y := &Side{a.Name, c.Model, a.Set}, &Side{b.Name, c.Model, b.Set}
	switch {
	case answers[1].Verdict == verdict.Never && answers[0].Witness != nil:
		err = difference(ctx, w, c.Test, diff, x, y)
	case answers[0].Verdict == verdict.Never && answers[1].Witness != nil:
		err = difference(ctx, w, c.Test, diff, y, x)
	}
	return &report, err
}

// difference reports an execution that one side allows, and how the other forbids it.
func difference(ctx context.Context, w *opinion.Worker, t *litmus.Test, d *reason.Difference, allows, forbids *Side) error {
	c, err := Carried(ctx, w, t, allows, forbids)
	if c == nil || err != nil {
		return err
	}
	told, ok := reason.Against(forbids.Model.Model, c, c.X.S.SlotChoices(allows.Set))
	if !ok {
		return Unbroken(t, allows, forbids)
	}
	d.Allows, d.Forbids, d.Axiom, d.Gloss, d.Cycle = allows.Name, forbids.Name, told.Axiom, told.Gloss, &told.Cycle
	d.Credit(allows.Set)
	return nil
}
