package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
)

// sweep answers for a lattice of a structure that is asked about choice by
// choice of its interrupts: each formula is loaded once, and every variant is
// asked of it before the next.
type sweep struct {
	d   *Decider
	ctx context.Context
	s   *event.Structure
	all [][]int

	answers [encode.AskCut + 1][]Answer // by variant; nil until asked for
}

// visit is [Decider.Lattice].
func (w *sweep) visit(visit func(picks []int, a Answer) error) error {
	variant := 0
	for picks, more := start(w.s), true; more; more = advance(w.s, picks) {
		ask := func(k encode.Ask) (Answer, error) {
			if err := w.ask(k); err != nil {
				return Answer{}, err
			}
			return w.answers[k][variant], nil
		}
		a, err := settle(w.s, ask, func() (string, error) {
			if len(w.s.Cuts) == 0 {
				return "", nil
			}
			a, err := ask(encode.AskCut)
			return a.Reason, err
		})
		if err != nil {
			return err
		}
		if err := visit(picks, a); err != nil {
			return err
		}
		variant++
	}
	return nil
}

// ask answers one question for every variant.
func (w *sweep) ask(k encode.Ask) error {
	if w.answers[k] != nil {
		return nil
	}
	var as []Answer
	for i, taken := range w.all {
		t, err := w.d.track(w.s, k, taken)
		reason, err := tooBig(err)
		if err != nil {
			return err
		}
		as, err = w.through(as, i == 0, func(picks []int) (Answer, error) {
			if reason != "" {
				return Answer{Verdict: results.Unknown, Reason: reason}, nil
			}
			return w.of(k, t, picks)
		})
		t.close()
		if err != nil {
			return err
		}
	}
	w.answers[k] = as
	return nil
}

// of asks one question about one variant.
func (w *sweep) of(k encode.Ask, t *track, picks []int) (Answer, error) {
	if k != encode.AskCut {
		return w.d.answer(w.ctx, t.x, t.q, k, assume(t.x, picks))
	}
	reason, err := w.d.cutReason(w.ctx, w.s, t.x, t.q, assume(t.x, picks))
	a := Answer{Verdict: results.Never, Reason: reason}
	if reason != "" {
		a.Verdict = results.Sometimes
	}
	return a, err
}

// through asks every variant that no choice so far has an execution for, and
// puts the answers together with those that there are.
func (w *sweep) through(as []Answer, first bool, ask func(picks []int) (Answer, error)) ([]Answer, error) {
	variant := 0
	for picks, more := start(w.s), true; more; more = advance(w.s, picks) {
		if first {
			as = append(as, Answer{})
		}
		if first || as[variant].Verdict != results.Sometimes {
			a, err := ask(picks)
			if err != nil {
				return nil, err
			}
			as[variant] = together(as[variant], a, first)
		}
		variant++
	}
	return as, nil
}
