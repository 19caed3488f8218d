package decide

import (
	"context"
	"errors"
	"slices"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// autoBounds are the bounds on loops that Options.Auto tries one after the other,
// until the answer no longer depends on the bound or the work becomes too large. If it is too
// large at the first one, lowBound is tried.
// Work is counted in events, clauses and Z3's resource units, so that the answer is
// the same on every machine.
var autoBounds = []int{unroll.DefaultBound, 3, 4, 6, 8, 12, 16, 24, 32}

const lowBound = unroll.DefaultBound - 1

// The limits of the work above the first bound. With them all attempts for one
// test take some seconds at most.
const (
	autoEvents     = 400
	autoClauses    = 400_000
	autoBudget     = 5_000_000
	AutoCandidates = 100_000 // for axioms/enumerate

	// Those of a query whose answer is known not to depend on the bound.
	settledClauses = 10 * autoClauses
	settledBudget  = 20 * autoBudget

	// cutBudget is the one for the question whether an execution exceeds the bound.
	cutBudget = 4 * autoBudget
)

// Standing says whether a higher bound can change an answer.
type Standing uint8

// The standings.
const (
	Settled   Standing = iota // the answer does not depend on the bound
	AtBound                   // a higher bound can change it
	Postponed                 // likewise, and at this bound it was only looked for in a hurry
	GivenUp                   // there is no answer: a limit was reached
)

// Raise builds structures of one test and asks about them: one at o.Bound or, if
// o.Auto is set, one at each of the automatic bounds until the answer is settled. It
// returns the last answer that was not given up, with its structure.
func Raise[T any](o Options, build func(o Options) (*event.Structure, error), ask func(o Options, s *event.Structure) (T, Standing, error)) (s *event.Structure, answer T, err error) {
	if !o.Auto {
		if s, err = build(o); err == nil {
			answer, _, err = ask(o, s)
		}
		return s, answer, err
	}
	postponed := false
	for i, bound := range autoBounds {
		at := o
		at.Bound, at.hurry = bound, i == 0
		if i > 0 {
			at = at.RaiseLimits()
			at.insists, at.budget = postponed, o.Budget
		}
		next, err := build(at)
		how := Settled
		if err == nil {
			next.BoundStop = "--bound auto stops there; a higher --bound N can go on"
			var a T
			a, how, err = ask(at, next)
			if i == 0 || err == nil && how != GivenUp {
				s, answer = next, a
			}
			if err == nil && (how == AtBound || how == Postponed) {
				postponed = how == Postponed
				continue
			}
		}
		if i == 0 && (TooLarge(err) || err == nil && how == GivenUp) {
			at.Bound = lowBound
			if low, a, settled := settledAt(at.RaiseLimits(), build, ask); settled {
				return low, a, nil
			}
		}
		if i > 0 && TooLarge(err) {
			err = nil
		}
		if postponed && err == nil && how != Settled {
			at = o
			at.Bound = autoBounds[0]
			answer, _, err = ask(at, s)
		}
		return s, answer, err
	}
	return s, answer, nil
}

// settledAt asks at one bound, and reports whether the answer does not depend on it.
func settledAt[T any](o Options, build func(o Options) (*event.Structure, error), ask func(o Options, s *event.Structure) (T, Standing, error)) (s *event.Structure, answer T, settled bool) {
	s, err := build(o)
	if err != nil {
		return nil, answer, false
	}
	answer, how, err := ask(o, s)
	return s, answer, err == nil && how == Settled
}

// FixBound returns the options with a fixed bound. If the bound is 0 it returns
// them unchanged.
func (o Options) FixBound(bound int) Options {
	if bound > 0 {
		o.Bound, o.Auto = bound, false
	}
	return o
}

// RaiseLimits returns the options with the limits for bounds above the first.
func (o Options) RaiseLimits() Options {
	o.raised = true
	if o.MaxEvents <= 0 || o.MaxEvents > autoEvents {
		o.MaxEvents = autoEvents
	}
	if o.Budget == 0 || o.Budget > autoBudget {
		o.Budget = autoBudget
	}
	return o
}

// TooLarge reports whether an error only means that the work is too large.
func TooLarge(err error) bool {
	var big *encode.TooBig
	return errors.As(err, &big) || limit.As(err) != nil || slices.ContainsFunc(diag.All(err), func(d *diag.Diagnostic) bool { return d.Code == diag.EventLimit })
}

// Standing returns the standing of an answer.
func (a *Answer) Standing() Standing {
	switch {
	case a.Verdict != verdict.Unknown || a.endless:
		return Settled
	case a.AtBound && a.postponed:
		return Postponed
	case a.AtBound:
		return AtBound
	}
	return GivenUp
}

// DecideTest builds the structure of a test whose slots are all fixed, and decides
// it: at the given bound, or if that is 0, at the bound of the options.
func (d *Decider) DecideTest(ctx context.Context, bound int, t *litmus.Test, choices map[string]string) (*event.Structure, Answer, error) {
	return RaiseFor(ctx, d, bound, t, choices, false, func(d *Decider, s *event.Structure) (Answer, Standing, error) {
		a, err := d.Decide(ctx, s)
		return a, a.Standing(), err
	})
}

// Unrolled builds the structure that DecideTest decides.
func (d *Decider) Unrolled(ctx context.Context, t *litmus.Test, choices map[string]string) (*event.Structure, error) {
	s, err := d.Structure(ctx, t, choices, false)
	if err != nil || !d.opts.Auto || !slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.Kind == event.LoopBound }) {
		return s, err
	}
	s, _, err = d.DecideTest(ctx, 0, t, choices)
	return s, err
}

// StatesTest builds the structure of a test whose slots are all fixed, at a bound
// as for [Decider.DecideTest], and finds its final states as [Decider.States] does.
func (d *Decider) StatesTest(ctx context.Context, bound int, t *litmus.Test, choices map[string]string) (*event.Structure, Survey, error) {
	return RaiseFor(ctx, d, bound, t, choices, false, func(d *Decider, s *event.Structure) (v Survey, how Standing, err error) {
		if v.States, v.Limit, err = d.States(ctx, s, Observables(s)); err != nil || v.Limit != "" {
			return v, GivenUp, err
		}
		if len(s.Cuts) == 0 {
			return v, Settled, nil
		}
		never := *s // a proposition that holds nowhere is Never, unless an execution is cut short
		never.Cond = event.False
		a, err := d.Decide(ctx, &never)
		v.Cut = a.Reason
		return v, a.Standing(), err
	})
}

// Survey is the result of [Decider.StatesTest].
type Survey struct {
	States []State
	Limit  string // why the search ended before it was complete
	Cut    string // the bound that an execution exceeds, or the stray address, so that more states may exist
}

// RaiseFor is [Raise] for structures that d builds: at the given bound, or if that
// is 0, at the bound of its options. ask gets a decider with the limits for the
// bound.
func RaiseFor[T any](ctx context.Context, d *Decider, bound int, t *litmus.Test, choices map[string]string, free bool, ask func(d *Decider, s *event.Structure) (T, Standing, error)) (*event.Structure, T, error) {
	return Raise(d.opts.FixBound(bound), func(o Options) (*event.Structure, error) {
		return d.within(o).Structure(ctx, t, choices, free)
	}, func(o Options, s *event.Structure) (T, Standing, error) { return ask(d.within(o), s) })
}

// BoundRaised reports whether the bound is above the first one that
// Options.Auto tries.
func (d *Decider) BoundRaised() bool { return d.opts.raised }
