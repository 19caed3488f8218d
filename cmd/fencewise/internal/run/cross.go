package run

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/story"
)

// Disagreement is the error that the two engines answer one question
// differently. It is an alarm: one of them is wrong, and no verdict can be
// trusted.
type Disagreement struct {
	Test, Model string
	Answers     [2]string // "smt: Never", "enumerate: Sometimes"
	Evidence    string    // what each found that the other denies, in lines
}

func (d *Disagreement) Error() string {
	return fmt.Sprintf("%s under %s: the engines disagree: %s, %s", d.Test, d.Model, d.Answers[0], d.Answers[1])
}

// answer has the question answered as the options say: by one engine, or by
// both, which must agree; and confirmed by solvers, where there are such.
func (w *worker) answer(ctx context.Context, q question) (opinion, error) {
	o, err := w.engine(w.opts.Engine)(ctx, w, q)
	if err == nil && o.witness != nil {
		err = confirmed(q.test, q.model, o.witness)
	}
	if err != nil {
		return o, err
	}
	if w.opts.CrossCheck {
		q.bound = o.s.Bound // what one finds at another bound says nothing of the other
		other, err := w.engine(w.opts.Engine.Other())(ctx, w, q)
		if err != nil {
			return o, err
		}
		first := o
		o, err = agreed(q, first, other)
		var clash *Disagreement
		if errors.As(err, &clash) && w.opts.Second != nil {
			if first.by != SMT {
				first = other
			}
			return o, errors.Join(err, w.keep(ctx, q, first, clash))
		}
		if err != nil {
			return o, err
		}
	}
	if w.opts.Second == nil || len(w.opts.Second.Solvers) == 0 {
		return o, nil
	}
	return w.confirm(ctx, q, o)
}

// agreed is what two opinions have in common. An opinion that nothing confirms
// is none where both were asked for.
func agreed(q question, a, b opinion) (opinion, error) {
	known := a.verdict != verdict.Unknown && b.verdict != verdict.Unknown
	switch {
	case !known || a.verdict == b.verdict:
	case a.partial && b.verdict.Meets(a.verdict), b.partial && a.verdict.Meets(b.verdict):
		a.verdict = verdict.Sometimes // one of them has not looked whether it is Always
	default:
		return a, disagreement(q, a, b, string(a.verdict), string(b.verdict))
	}
	if a.states != nil && b.states != nil && !a.partial && !b.partial && !slices.Equal(texts(a.states), texts(b.states)) {
		count := func(o opinion) string { return fmt.Sprintf("%d states", len(o.states.States)) }
		return a, disagreement(q, a, b, count(a), count(b))
	}
	for _, o := range []opinion{a, b} {
		if !known && o.verdict != verdict.Unknown {
			silent := a
			if o.by == a.by {
				silent = b
			}
			a.verdict, a.reason = verdict.Unknown, fmt.Sprintf("%s: %s, but %s: %s", o.by, o.verdict, silent.by, silent.reason)
		}
	}
	return a, nil
}

func disagreement(q question, a, b opinion, of, against string) error {
	var e strings.Builder
	for _, t := range a.s.Slots {
		fmt.Fprintf(&e, "slot %s = %s\n", t.Name, t.Choices[max(t.Fixed, 0)])
	}
	for i, o := range []opinion{a, b} {
		than := []opinion{b, a}[i]
		if o.states != nil && than.states != nil {
			for _, st := range texts(o.states) {
				if !slices.Contains(texts(than.states), st) {
					fmt.Fprintf(&e, "only %s: %s\n", o.by, st)
				}
			}
		}
		if o.witness != nil {
			fmt.Fprintf(&e, "%s found this:\n\n", o.by)
			story.Tell(o.witness, q.model.Model).Text(&e)
		}
	}
	return &Disagreement{
		Test: q.test.Name, Model: q.model.Name, Evidence: e.String(),
		Answers: [2]string{fmt.Sprintf("%s: %s", a.by, of), fmt.Sprintf("%s: %s", b.by, against)},
	}
}
