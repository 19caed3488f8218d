package run

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Engine names a way to answer. The two share the event structure and the
// model, and no code that searches.
type Engine string

// The engines.
const (
	SMT       Engine = "smt"       // encode/decide
	Enumerate Engine = "enumerate" // axioms/enumerate
)

// Other is the engine that a second opinion comes from.
func (e Engine) Other() Engine {
	if e == SMT {
		return Enumerate
	}
	return SMT
}

// question is one program under one model, with choices for its slots.
type question struct {
	test    *litmus.Test
	model   *fit.Model
	choices map[string]string
	bound   int // on loops; 0: as the options say
}

// opinion is what one engine answers.
type opinion struct {
	by      Engine
	s       *event.Structure
	verdict verdict.Verdict
	reason  string               // why Unknown
	witness *execution.Candidate // of a Sometimes, if the engine has one at hand
	states  *enumerate.Outcome   // where all final states were asked for
	solver  bool                 // the verdict is the solver's, see bySolver
	atBound bool                 // an execution goes beyond a loop bound
	endless bool                 // it came to none: what is Unknown then is so at any bound
	partial bool                 // the work was given up before all states within the bound were known

	// Of the solvers that were asked: what each says, and those that agree with
	// all that the verdict rests on.
	tally     []Tally
	confirmed []string
}

// answerer has a question answered by one engine.
type answerer func(ctx context.Context, w *worker, q question) (opinion, error)

// engines is the way to each engine.
var engines = map[Engine]answerer{SMT: askSMT, Enumerate: askEnumerate}

func askSMT(ctx context.Context, w *worker, q question) (opinion, error) {
	o := opinion{by: SMT}
	d, err := w.decider(q.model)
	if err != nil {
		return o, err
	}
	if w.opts.States {
		err := o.survey(ctx, d, q)
		return o, cmp.Or(err, w.bySolver(ctx, q, &o))
	}
	s, a, err := d.DecideTest(ctx, q.bound, q.test, q.choices)
	o.s, o.verdict, o.reason, o.witness = s, a.Verdict, a.Reason, a.Witness
	return o, err
}

// survey finds all final states with the solver. The verdict follows from
// them.
func (o *opinion) survey(ctx context.Context, d *decider, q question) error {
	s, found, err := d.StatesTest(ctx, q.bound, q.test, q.choices)
	if o.s = s; err != nil {
		return err
	}
	o.partial = found.Limit != ""
	ends := make([]*execution.Candidate, len(found.States))
	for i := range found.States {
		ends[i] = found.States[i].Witness
	}
	o.states = enumerate.Collect(o.s, ends, cmp.Or(found.Limit, found.Cut))
	o.verdict, o.reason = o.states.Verdict()
	o.reason, err = d.Reason(ctx, o.s, o.reason)
	return err
}

func askEnumerate(ctx context.Context, w *worker, q question) (opinion, error) {
	o := opinion{by: Enumerate}
	err := o.enumerate(ctx, w, q)
	o.partial = o.partial || limit.Cause(ctx) != nil
	if err == nil && w.opts.own {
		err = w.bySolver(ctx, q, &o)
	}
	return o, err
}

// afterwards is the extra time for a question when time ran out before all
// states were found: the solver usually finds the verdict in a few
// milliseconds.
const afterwards = limit.Grace / 2

// bySolver finds the verdict if a limit ended the search for all states and the
// states found leave it open.
func (w *worker) bySolver(ctx context.Context, q question, o *opinion) error {
	end, timed := ctx.Deadline()
	left := afterwards - time.Since(end)
	if o.verdict != verdict.Unknown || !timed || !errors.Is(ctx.Err(), context.DeadlineExceeded) || left <= 0 || w.opts.CrossCheck {
		return nil
	}
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), left)
	defer done()
	s, a, err := w.decide(ctx, q.test, q.model, q.choices)
	if limit.As(err) != nil || err == nil && a.Verdict == verdict.Unknown {
		return nil
	}
	if o.s == nil {
		o.s = s
	}
	o.verdict, o.reason, o.witness, o.solver = a.Verdict, "", a.Witness, true
	return err
}

// enumerate goes through the executions, at rising bounds where that is asked
// for.
func (o *opinion) enumerate(ctx context.Context, w *worker, q question) error {
	monotone, _ := q.model.RoundsCanGo()
	build := func(at decide.Options) (*event.Structure, error) {
		return unroll.Build(ctx, q.test, o.unrolled(at, w.opts.Counts || !monotone, q))
	}
	_, last, err := decide.Raise(w.opts.Options.At(q.bound), build, func(at decide.Options, s *event.Structure) (opinion, decide.Standing, error) {
		now := opinion{by: o.by, s: s}
		limits := enumerate.Options{MaxCandidates: w.opts.MaxCandidates, Counts: w.opts.Counts}
		if s.Bound > unroll.DefaultBound && at.Auto && (limits.MaxCandidates == 0 || limits.MaxCandidates > decide.AutoCandidates) {
			limits.MaxCandidates = decide.AutoCandidates
		}
		return now.enumerateAt(ctx, w, q, at, limits)
	})
	*o = last
	return err
}

// unrolled returns how a test is unrolled for the enumeration. Rounds of a loop that have
// no effect are executions to be counted; where only verdicts and states matter they would
// merely use up the bound, unless the model can tell them apart.
func (o *opinion) unrolled(at decide.Options, keep bool, q question) unroll.Options {
	return unroll.Options{Bound: at.Bound, Interrupts: at.Interrupts, MaxEvents: at.MaxEvents, Fixed: q.choices, KeepRounds: keep}
}

// enumerateAt goes through the executions of one structure.
func (o opinion) enumerateAt(ctx context.Context, w *worker, q question, at decide.Options, limits enumerate.Options) (opinion, decide.Standing, error) {
	var err error
	if !w.opts.States {
		err = o.decide(ctx, q, limits)
		return o, o.standing(), err
	}
	if o.states, err = enumerate.Run(ctx, o.s, q.model.Model, limits); err != nil {
		return o, decide.GivenUp, err
	}
	o.verdict, o.reason = o.states.Verdict()
	o.partial = o.states.Limit != ""
	monotone, _ := q.model.RoundsCanGo()
	if len(o.states.CutReached) > 0 && !o.partial && w.opts.Counts && monotone {
		limits.Counts = false
		s, err := unroll.Build(ctx, q.test, o.unrolled(at, false, q))
		if err != nil {
			return o, decide.GivenUp, err
		}
		without, err := enumerate.Run(ctx, s, q.model.Model, limits)
		if err != nil {
			return o, decide.GivenUp, err
		}
		o.verdict, o.reason = without.Verdict()
		if err := allRounds(q, o.verdict, o.states); err != nil {
			return o, decide.GivenUp, err
		}
	}
	o.reached(o.states)
	return o, o.standing(), nil
}

// standing returns how far the opinion of the enumeration can be relied on.
// Final states are incomplete if there can be more, whatever the verdict.
func (o *opinion) standing() decide.Standing {
	switch {
	case o.partial:
		return decide.GivenUp
	case o.atBound && (o.verdict == verdict.Unknown || o.states != nil):
		return decide.AtBound
	case o.verdict == verdict.Unknown && !o.endless:
		return decide.GivenUp
	}
	return decide.Settled
}

// reached notes which bounds the enumeration has come to.
func (o *opinion) reached(all *enumerate.Outcome) {
	o.atBound = slices.ContainsFunc(all.CutReached, func(c event.Cut) bool { return c.Kind == event.LoopBound })
	o.endless = all.Limit == "" && len(all.CutReached) == 0
}

// decide finds the verdict alone, and stops at the first execution where one
// is enough.
func (o *opinion) decide(ctx context.Context, q question, limits enumerate.Options) error {
	forAll := q.test.Cond.Quant == verdict.ForAll
	if !forAll {
		c, limit, err := enumerate.Exists(ctx, o.s, q.model.Model, limits)
		switch {
		case err != nil:
			return err
		case c != nil:
			o.verdict, o.witness = verdict.Sometimes, c
			return nil
		case limit != "":
			o.verdict, o.reason = verdict.Unknown, limit
			return nil
		case len(o.s.Cuts) == 0 && !o.s.Dropped:
			o.verdict = verdict.Never
			return nil
		}
	}
	all, err := enumerate.Run(ctx, o.s, q.model.Model, limits)
	if err != nil {
		return err
	}
	o.verdict, o.reason = all.Verdict()
	o.reached(all)
	return nil
}
