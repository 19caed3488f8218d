package opinion

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
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

// Opinion is what one engine answers.
type Opinion struct {
	By      Engine
	S       *event.Structure
	Verdict verdict.Verdict
	Reason  string               // why Unknown
	Witness *execution.Candidate // of a Sometimes, if the engine has one at hand
	States  *enumerate.Outcome   // where all final states were asked for
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
type answerer func(ctx context.Context, w *Worker, c Case) (Opinion, error)

// engines is the way to each engine.
var engines = map[Engine]answerer{SMT: askSMT, Enumerate: askEnumerate}

func askSMT(ctx context.Context, w *Worker, c Case) (Opinion, error) {
	o := Opinion{By: SMT}
	d := w.Decider(c.Model)
	if w.opts.States {
		err := o.survey(ctx, d, c)
		return o, cmp.Or(err, w.bySolver(ctx, c, &o))
	}
	s, a, err := d.DecideTest(ctx, c.bound, c.Test, c.Choices)
	o.S, o.Verdict, o.Reason, o.Witness = s, a.Verdict, a.Reason, a.Witness
	return o, err
}

// survey finds all final states with the solver. The verdict follows from
// them.
func (o *Opinion) survey(ctx context.Context, d *Decider, c Case) error {
	s, found, err := d.StatesTest(ctx, c.bound, c.Test, c.Choices)
	if o.S = s; err != nil {
		return err
	}
	o.partial = found.Limit != ""
	ends := make([]*execution.Candidate, len(found.States))
	for i := range found.States {
		ends[i] = found.States[i].Witness
	}
	o.States = enumerate.Collect(o.S, ends, cmp.Or(found.Limit, found.Cut))
	o.Verdict, o.Reason = o.States.Verdict()
	o.Reason, err = d.Reason(ctx, o.S, o.Reason)
	return err
}

func askEnumerate(ctx context.Context, w *Worker, c Case) (Opinion, error) {
	o := Opinion{By: Enumerate}
	err := o.enumerate(ctx, w, c)
	o.partial = o.partial || limit.Cause(ctx) != nil
	if err == nil && w.opts.own {
		err = w.bySolver(ctx, c, &o)
	}
	return o, err
}

// afterwards is the extra time for a question when time ran out before all
// states were found: the solver usually finds the verdict in a few
// milliseconds.
const afterwards = limit.Grace / 2

// bySolver finds the verdict if a limit ended the search for all states and the
// states found leave it open.
func (w *Worker) bySolver(ctx context.Context, c Case, o *Opinion) error {
	end, timed := ctx.Deadline()
	left := afterwards - time.Since(end)
	if o.Verdict != verdict.Unknown || !timed || !errors.Is(ctx.Err(), context.DeadlineExceeded) || left <= 0 || w.opts.CrossCheck {
		return nil
	}
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), left)
	defer done()
	s, a, err := w.Decide(ctx, c)
	if limit.As(err) != nil || err == nil && a.Verdict == verdict.Unknown {
		return nil
	}
	if o.S == nil {
		o.S = s
	}
	o.Verdict, o.Reason, o.Witness, o.solver = a.Verdict, "", a.Witness, true
	return err
}

// enumerate goes through the executions, at rising bounds where that is asked
// for.
func (o *Opinion) enumerate(ctx context.Context, w *Worker, c Case) error {
	monotone, _ := c.Model.RoundsCanGo()
	build := func(at decide.Options) (*event.Structure, error) {
		return unroll.Build(ctx, c.Test, o.unrolled(at, w.opts.Counts || !monotone, c))
	}
	_, last, err := decide.Raise(w.opts.Options.At(c.bound), build, func(at decide.Options, s *event.Structure) (Opinion, decide.Standing, error) {
		now := Opinion{By: o.By, S: s}
		limits := enumerate.Options{MaxCandidates: w.opts.MaxCandidates, Counts: w.opts.Counts}
		if s.Bound > unroll.DefaultBound && at.Auto && (limits.MaxCandidates == 0 || limits.MaxCandidates > decide.AutoCandidates) {
			limits.MaxCandidates = decide.AutoCandidates
		}
		return now.enumerateAt(ctx, w, c, at, limits)
	})
	*o = last
	return err
}

// unrolled returns how a test is unrolled for the enumeration. Rounds of a loop that have
// no effect are executions to be counted; where only verdicts and states matter they would
// merely use up the bound, unless the model can tell them apart.
func (o *Opinion) unrolled(at decide.Options, keep bool, c Case) unroll.Options {
	return unroll.Options{Limits: at.Limits, Fixed: c.Choices, KeepRounds: keep}
}

// enumerateAt goes through the executions of one structure.
func (o Opinion) enumerateAt(ctx context.Context, w *Worker, c Case, at decide.Options, limits enumerate.Options) (Opinion, decide.Standing, error) {
	var err error
	if !w.opts.States {
		err = o.decide(ctx, c, limits)
		return o, o.standing(), err
	}
	if o.States, err = enumerate.Run(ctx, o.S, c.Model.Model, limits); err != nil {
		return o, decide.GivenUp, err
	}
	o.Verdict, o.Reason = o.States.Verdict()
	o.partial = o.States.Limit != ""
	monotone, _ := c.Model.RoundsCanGo()
	if len(o.States.CutReached) > 0 && !o.partial && w.opts.Counts && monotone {
		limits.Counts = false
		s, err := unroll.Build(ctx, c.Test, o.unrolled(at, false, c))
		if err != nil {
			return o, decide.GivenUp, err
		}
		without, err := enumerate.Run(ctx, s, c.Model.Model, limits)
		if err != nil {
			return o, decide.GivenUp, err
		}
		o.Verdict, o.Reason = without.Verdict()
		if err := allRounds(c, o.Verdict, o.States); err != nil {
			return o, decide.GivenUp, err
		}
	}
	o.reached(o.States)
	return o, o.standing(), nil
}

// standing returns how far the opinion of the enumeration can be relied on.
// Final states are incomplete if there can be more, whatever the verdict.
func (o *Opinion) standing() decide.Standing {
	switch {
	case o.partial:
		return decide.GivenUp
	case o.atBound && (o.Verdict == verdict.Unknown || o.States != nil):
		return decide.AtBound
	case o.Verdict == verdict.Unknown && !o.endless:
		return decide.GivenUp
	}
	return decide.Settled
}

// reached notes which bounds the enumeration has come to.
func (o *Opinion) reached(all *enumerate.Outcome) {
	o.atBound = slices.ContainsFunc(all.CutReached, func(cut event.Cut) bool { return cut.Kind == event.LoopBound })
	o.endless = all.Limit == "" && len(all.CutReached) == 0
}

// decide finds the verdict alone, and stops at the first execution where one
// is enough.
func (o *Opinion) decide(ctx context.Context, c Case, limits enumerate.Options) error {
	forAll := c.Test.Cond.Quant == verdict.ForAll
	if !forAll {
		found, limit, err := enumerate.Exists(ctx, o.S, c.Model.Model, limits)
		switch {
		case err != nil:
			return err
		case found != nil:
			o.Verdict, o.Witness = verdict.Sometimes, found
			return nil
		case limit != "":
			o.Verdict, o.Reason = verdict.Unknown, limit
			return nil
		case len(o.S.Cuts) == 0 && !o.S.SkippedRounds:
			o.Verdict = verdict.Never
			return nil
		}
	}
	all, err := enumerate.Run(ctx, o.S, c.Model.Model, limits)
	if err != nil {
		return err
	}
	o.Verdict, o.Reason = all.Verdict()
	o.reached(all)
	return nil
}
