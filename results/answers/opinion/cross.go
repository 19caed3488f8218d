package opinion

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/story"
)

// Disagreement is the error for two opinions about one case that differ: of the engines, of
// an engine and a solver, or of a verdict and a second reading of it. One of them is wrong,
// and no verdict can be trusted.
type Disagreement struct {
	Test, Model string
	Answers     [2]string // "smt: Never", "enumerate: Sometimes"
	Evidence    string    // lines: what each found that the other denies
}

func (d *Disagreement) Error() string {
	return fmt.Sprintf("%s under %s: the engines disagree: %s, %s", d.Test, d.Model, d.Answers[0], d.Answers[1])
}

// Answer decides a case as the options say: with one engine, or with both, which must agree.
// If the options name solvers, they confirm the answer.
func (w *Worker) Answer(ctx context.Context, c Case) (Opinion, error) {
	o, err := w.engine(w.opts.Engine)(ctx, w, c)
	if err == nil && o.Witness != nil {
		err = confirmed(c.Test, c.Model, o.Witness)
	}
	if err != nil {
		return o, err
	}
	if w.opts.CrossCheck {
		c.bound = o.S.Bound // opinions at different bounds cannot be compared
		other, err := w.engine(w.opts.Engine.Other())(ctx, w, c)
		if err != nil {
			return o, err
		}
		first := o
		o, err = agreed(c, first, other)
		var clash *Disagreement
		if errors.As(err, &clash) && w.opts.Second != nil {
			if first.By != SMT {
				first = other
			}
			return o, errors.Join(err, w.keep(ctx, c, first, clash))
		}
		if err != nil {
			return o, err
		}
	}
	if w.opts.Second == nil || len(w.opts.Second.Solvers) == 0 {
		return o, nil
	}
	return w.confirm(ctx, c, o)
}

// agreed merges the opinions of two engines. If one of them is Unknown, so is the result: where
// both were asked, a verdict needs both. The error is a [*Disagreement].
func agreed(c Case, a, b Opinion) (Opinion, error) {
	known := a.Verdict != verdict.Unknown && b.Verdict != verdict.Unknown
	switch {
	case !known || a.Verdict == b.Verdict:
	case a.partial && b.Verdict.Meets(a.Verdict), b.partial && a.Verdict.Meets(b.Verdict):
		a.Verdict = verdict.Sometimes // one of them has not checked whether it is Always
	default:
		return a, disagreement(c, a, b, string(a.Verdict), string(b.Verdict))
	}
	if a.States != nil && b.States != nil && !a.partial && !b.partial && !slices.Equal(a.States.Texts(), b.States.Texts()) {
		count := func(o Opinion) string { return fmt.Sprintf("%d states", len(o.States.States)) }
		return a, disagreement(c, a, b, count(a), count(b))
	}
	if err := a.sameFlags(c, b); err != nil {
		return a, err
	}
	for _, o := range []Opinion{a, b} {
		if !known && o.Verdict != verdict.Unknown {
			silent := a
			if o.By == a.By {
				silent = b
			}
			a.Verdict, a.Reason = verdict.Unknown, fmt.Sprintf("%s: %s, but %s: %s", o.By, o.Verdict, silent.By, silent.Reason)
		}
	}
	return a, nil
}

// disagreement returns the error for two opinions; of and against are what they say. The
// evidence is each final state and each witness that only one of them has.
func disagreement(c Case, a, b Opinion, of, against string) error {
	var e strings.Builder
	for _, t := range a.S.Slots {
		fmt.Fprintf(&e, "slot %s = %s\n", t.Name, t.Choices[max(t.Fixed, 0)])
	}
	for i, o := range []Opinion{a, b} {
		than := []Opinion{b, a}[i]
		if o.States != nil && than.States != nil {
			for _, st := range o.States.Texts() {
				if !slices.Contains(than.States.Texts(), st) {
					fmt.Fprintf(&e, "only %s: %s\n", o.By, st)
				}
			}
		}
		if o.Witness != nil {
			fmt.Fprintf(&e, "%s found this:\n\n", o.By)
			story.Tell(o.Witness, c.Model.Model).Text(&e)
		}
	}
	return &Disagreement{
		Test: c.Test.Name, Model: c.Model.Name, Evidence: e.String(),
		Answers: [2]string{fmt.Sprintf("%s: %s", a.By, of), fmt.Sprintf("%s: %s", b.By, against)},
	}
}
