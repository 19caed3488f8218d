package opinion

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Engine names a way to decide. The two share the event structure and the model, and no code
// that searches.
type Engine string

// The engines.
const (
	SMT       Engine = "smt"       // encode/decide
	Enumerate Engine = "enumerate" // axioms/enumerate
)

// Other returns the other engine.
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
	Witness *execution.Candidate // of a Sometimes, if the engine has found one
	States  *enumerate.Outcome   // if all final states were asked for
	Flags   []decide.Flag        // the answer about each flag of the model

	// Executions says whether the model allows any execution that the filter lets through:
	// Sometimes or Never, "" if that was not asked. It is asked of languages in which
	// threads wait for each other.
	Executions verdict.Verdict

	solver   bool // the verdict comes from the solver, see bySolver
	atBound  bool // an execution exceeds a loop bound
	anyBound bool // no execution exceeds a bound: an Unknown is Unknown at any bound
	partial  bool // the search ended before all states within the bound were found

	tally     []Tally  // what each solver answers
	confirmed []string // the solvers that agree with everything that the verdict rests on
}

// answerer decides a case with one engine.
type answerer func(ctx context.Context, w *Worker, c Case) (Opinion, error)

// engines has the function for each engine.
var engines = map[Engine]answerer{SMT: askSMT, Enumerate: askEnumerate}

// askSMT decides a case with the solver.
func askSMT(ctx context.Context, w *Worker, c Case) (Opinion, error) {
	o := Opinion{By: SMT}
	d := w.Decider(c.Model)
	if w.opts.States {
		err := o.survey(ctx, d, c)
		return o, cmp.Or(err, w.bySolver(ctx, c, &o))
	}
	s, a, err := d.DecideTest(ctx, c.bound, c.Test, c.Choices)
	o.S, o.Verdict, o.Reason, o.Witness = s, a.Verdict, a.Reason, a.Witness
	switch {
	case a.Empty:
		o.Executions = verdict.Never
	case a.Witness != nil || a.Other != nil:
		o.Executions = verdict.Sometimes
	}
	return o, cmp.Or(err, o.flagged(ctx, d, a.Witness, a.Other))
}

// survey finds all final states with the solver, and derives the verdict from them.
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
	if o.Reason, err = d.Reason(ctx, o.S, o.Reason); err != nil {
		return err
	}
	if err = o.flagged(ctx, d, ends...); err == nil && o.S.Test.InC() && !o.S.SkippedRounds {
		switch {
		case len(ends) > 0:
			o.Executions = verdict.Sometimes
		case o.Verdict == verdict.Never:
			o.Executions = verdict.Never
		}
	}
	return err
}

// askEnumerate decides a case by enumerating executions.
func askEnumerate(ctx context.Context, w *Worker, c Case) (Opinion, error) {
	o := Opinion{By: Enumerate}
	err := o.enumerate(ctx, w, c)
	o.partial = o.partial || limit.Cause(ctx) != nil
	if err == nil && w.opts.own {
		err = w.bySolver(ctx, c, &o)
	}
	return o, err
}

// afterwards is the extra time for finding the verdict if time ran out before all states
// were found. The solver usually finds it in a few milliseconds.
const afterwards = limit.Grace / 2

// bySolver finds the verdict with the solver if a time limit ended the search for all states
// and the states that were found do not decide it.
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

// enumerate decides by enumerating executions, at rising bounds if the options ask for that.
func (o *Opinion) enumerate(ctx context.Context, w *Worker, c Case) error {
	can := c.Model.RoundsCanGoIn(c.Test)
	if w.opts.Counts {
		can = rel.Removable{}
	}
	build := func(at decide.Options) (*event.Structure, error) {
		s, err := unroll.Build(ctx, c.Test, o.unrolled(at, can, c))
		if err == nil {
			err = decide.CheckWaits(c.Model.Model, s)
		}
		return s, err
	}
	_, last, err := decide.Raise(w.opts.Options.FixBound(c.bound), build, func(at decide.Options, s *event.Structure) (Opinion, decide.Standing, error) {
		now := Opinion{By: o.By, S: s}
		limits := enumerate.Options{MaxCandidates: w.opts.MaxCandidates, Counts: w.opts.Counts, Flags: len(c.Model.Flags()) > 0}
		if s.Bound > unroll.DefaultBound && at.Auto && (limits.MaxCandidates == 0 || limits.MaxCandidates > decide.AutoCandidates) {
			limits.MaxCandidates = decide.AutoCandidates
		}
		return now.enumerateAt(ctx, w, c, at, limits)
	})
	*o = last
	return err
}

// unrolled returns how a test is unrolled for the enumeration. can says which rounds of a
// loop that have no effect are left out. They matter where executions are counted, and where
// the model can tell them apart; otherwise they would only use up the bound.
func (o *Opinion) unrolled(at decide.Options, can rel.Removable, c Case) unroll.Options {
	return unroll.Options{Limits: at.Limits, Fixed: c.Choices, KeepRounds: !can.Rounds, KeepWrites: !can.Writes, SkipAttempts: can.Atomic}
}

// enumerateAt enumerates the executions of one structure.
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
	can := c.Model.RoundsCanGoIn(c.Test)
	if len(o.States.CutReached) > 0 && !o.partial && w.opts.Counts && can.Rounds {
		limits.Counts = false
		s, err := unroll.Build(ctx, c.Test, o.unrolled(at, can, c))
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
	o.allFlags(c.Model.Flags(), o.States)
	return o, o.standing(), nil
}

// standing returns whether a higher bound can change the opinion. Final states are incomplete
// if more can exist, whatever the verdict.
func (o *Opinion) standing() decide.Standing {
	switch {
	case o.partial:
		return decide.GivenUp
	case o.atBound && (o.Verdict == verdict.Unknown || o.States != nil):
		return decide.AtBound
	case o.Verdict == verdict.Unknown && !o.anyBound:
		return decide.GivenUp
	}
	return decide.Settled
}

// reached notes which bounds some execution exceeds.
func (o *Opinion) reached(all *enumerate.Outcome) {
	o.atBound = slices.ContainsFunc(all.CutReached, func(cut event.Cut) bool { return cut.Kind == event.LoopBound })
	o.anyBound = all.Limit == "" && len(all.CutReached) == 0
}

// decide finds only the verdict and the flags of the model. Without flags it stops at the
// first execution if one is enough.
func (o *Opinion) decide(ctx context.Context, c Case, limits enumerate.Options) error {
	var all *enumerate.Outcome
	var err error
	if limits.Flags || o.S.Test.InC() {
		if all, err = enumerate.Run(ctx, o.S, c.Model.Model, limits); err != nil {
			return err
		}
		o.allFlags(c.Model.Flags(), all)
	}
	if c.Test.Cond.Quant != verdict.ForAll && (all == nil || all.Positive > 0) {
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
	if all == nil {
		if all, err = enumerate.Run(ctx, o.S, c.Model.Model, limits); err != nil {
			return err
		}
	}
	o.Verdict, o.Reason = all.Verdict()
	o.reached(all)
	return nil
}
