package decide

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Decide returns the answer about a structure whose slots are all fixed.
func (d *Decider) Decide(ctx context.Context, s *event.Structure) (Answer, error) {
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return Answer{}, fmt.Errorf("decide: slot %s is not fixed", s.Slots[i].Name)
		}
	}
	return d.decide(ctx, s)
}

// decide is Decide. Of a structure with free slots it decides whether the
// proposition can hold under any slot assignment.
func (d *Decider) decide(ctx context.Context, s *event.Structure) (Answer, error) {
	looped := slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.Kind == event.LoopBound })
	if !looped || !d.opts.hurry && !d.opts.raised {
		return d.decideAt(ctx, s, answers{})
	}
	return d.inTurn(ctx, s)
}

// inTurn is decide at one of several bounds. A long proof that there is no execution is of no use if an
// execution exceeds the bound. So it is searched for with a small budget, and with a large
// one only if no execution exceeds the bound. That is a query by itself, and often an easy one.
func (d *Decider) inTurn(ctx context.Context, s *event.Structure) (Answer, error) {
	o := d.opts
	if o.Budget == 0 || o.Budget > autoBudget {
		o.Budget = autoBudget
	}
	known := answers{}
	a, err := d.within(o).decideAt(ctx, s, known)
	if err != nil || a.Verdict != verdict.Unknown || a.AtBound || a.endless || limit.Cause(ctx) != nil {
		return a, err
	}
	at := o // that formula is the smaller one
	if at.settled, at.Budget = d.opts.raised, cutBudget; o.Budget < autoBudget {
		at.Budget = o.Budget
	}
	cut, err := d.within(at).CutReached(ctx, s)
	switch {
	case err != nil:
		return a, err
	case cut.AtBound:
		a = unknown(a, cut.Reason)
		a.AtBound, a.postponed = true, true
		return a, nil
	case d.opts.hurry && cut.Verdict == verdict.Unknown:
		return d.decideAt(ctx, s, known)
	case d.opts.hurry:
		known[encode.Cut] = cut
		return d.decideAt(ctx, s, known)
	case cut.Verdict != verdict.Never:
		return a, nil
	}
	switch o.settled = true; {
	case o.insists:
		o.Budget = o.budget
	case o.Budget == autoBudget:
		o.Budget = settledBudget
	}
	known[encode.Cut] = cut
	return d.within(o).decideAt(ctx, s, known)
}

// answers are those to queries about one structure. None of them is Unknown, so they do not depend on the
// budget.
type answers map[encode.Goal]Answer

// decideAt is decide with the budget of the options. What is known is not asked, and what is answered is added to
// it.
func (d *Decider) decideAt(ctx context.Context, s *event.Structure, known answers) (Answer, error) {
	a, err := VerdictFor(s, func(g encode.Goal) (Answer, error) {
		if a, ok := known[g]; ok {
			return a, nil
		}
		a, err := d.anyInterrupts(encode.Query{Structure: s, Goal: g}, func(q encode.Query) (Answer, error) { return d.ask(ctx, q) })
		if err == nil && a.Verdict != verdict.Unknown {
			known[g] = a
		}
		return a, err
	})
	if err == nil && a.Verdict == verdict.Never {
		a, err = d.findEmpty(ctx, encode.Query{Structure: s, Goal: encode.Any}, a)
	}
	return d.filtered(ctx, s, a, err)
}

// findEmpty finds out whether a Never says little because the model allows no execution.
// That is asked of programs in C, whose threads wait for each other, also if they are compiled.
func (d *Decider) findEmpty(ctx context.Context, q encode.Query, a Answer) (Answer, error) {
	if !q.Structure.Test.InC() || q.Structure.SkippedRounds {
		return a, nil
	}
	if q.Slots == nil {
		c, err := d.serial(ctx, q.Structure)
		if reason, other := GaveUp(err); c != nil || reason != "" || other != nil {
			a.Other = c
			return a, other
		}
	}
	any, err := d.anyInterrupts(q, func(q encode.Query) (Answer, error) {
		if q.Slots == nil {
			return d.ask(ctx, q)
		}
		return d.askAlone(ctx, q)
	})
	a.Empty, a.Other = any.Verdict == verdict.Never, any.Witness
	return a, err
}

// serial returns an allowed execution in which the threads run one after another, nil if
// there is none: it needs no solver.
func (d *Decider) serial(ctx context.Context, s *event.Structure) (found *execution.Candidate, err error) {
	defer limit.Catch(&err)
	for _, backwards := range []bool{false, true} {
		c := execution.Serial(s, backwards)
		if c == nil || !c.Holds(s.Filter) {
			continue
		}
		if v := d.judge.Judge(limit.For(ctx), c); v.Consistent() {
			return c, nil
		}
	}
	return nil, nil
}

// DecideVariant returns the answer about one variant of a structure with free
// slots. The verdict is that of [Decider.Decide] for a structure in which the
// slots are fixed to this slot assignment. In addition the witness can be put
// under other barriers, with [Decider.Under], and a Never has a core.
func (d *Decider) DecideVariant(ctx context.Context, s *event.Structure, slots []int) (Answer, error) {
	a, err := VerdictFor(s, func(g encode.Goal) (Answer, error) {
		return d.anyInterrupts(encode.Query{Structure: s, Goal: g, Slots: slots}, func(q encode.Query) (Answer, error) { return d.askAlone(ctx, q) })
	})
	if err == nil && a.Verdict == verdict.Never {
		a, err = d.findEmpty(ctx, encode.Query{Structure: s, Goal: encode.Any, Slots: slots}, a)
	}
	return d.filtered(ctx, s, a, err)
}

// Exists decides whether the proposition of s can hold under any slot
// assignment, whatever the quantifier: Sometimes, Never or Unknown.
func (d *Decider) Exists(ctx context.Context, s *event.Structure) (Answer, error) {
	test, sub := *s.Test, *s
	test.Cond.Quant, sub.Test = verdict.Exists, &test
	return d.decide(ctx, &sub)
}

// CutReached decides whether an execution can exceed a bound or access a stray
// address. The reason of a Sometimes says which.
func (d *Decider) CutReached(ctx context.Context, s *event.Structure) (Answer, error) {
	return d.anyInterrupts(encode.Query{Structure: s, Goal: encode.Cut}, func(q encode.Query) (Answer, error) { return d.ask(ctx, q) })
}

// VerdictFor combines the answers to single queries about s into the verdict on
// its proposition. ask answers whether some execution meets a goal. Its answer
// about an execution that exceeds a bound or accesses a stray address has a
// reason that says which.
func VerdictFor(s *event.Structure, ask func(encode.Goal) (Answer, error)) (Answer, error) {
	a, err := ask(encode.Holds)
	if err != nil || a.Verdict == verdict.Unknown {
		return a, err
	}
	forall := s.Test.Cond.Quant == verdict.ForAll
	if a.Verdict == verdict.Sometimes {
		if !forall {
			return a, nil
		}
		v, err := ask(encode.Violates)
		switch {
		case err != nil || v.Verdict == verdict.Sometimes:
			return a, err
		case v.Verdict == verdict.Unknown:
			return unknown(a, v.Reason), nil
		}
	}
	// No execution was found. That proves nothing if executions are cut short,
	// or if none runs to its end.
	if len(s.Cuts) > 0 {
		if cut, err := ask(encode.Cut); err != nil || cut.Reason != "" {
			a = unknown(a, cut.Reason)
			a.AtBound = cut.AtBound
			return a, err
		}
	}
	if a.Verdict == verdict.Sometimes {
		a.Verdict = verdict.Always
		return a, nil
	}
	if s.SkippedRounds {
		switch v, err := ask(encode.Any); {
		case err != nil:
			return a, err
		case v.Verdict == verdict.Never:
			a = unknown(a, verdict.NoEnd)
			a.endless = true
			return a, nil
		case v.Verdict == verdict.Unknown:
			return unknown(a, v.Reason), nil
		}
	}
	return a, nil
}

// unknown returns an answer as Unknown for a reason.
func unknown(a Answer, reason string) Answer {
	a.Verdict, a.Reason, a.Witness = verdict.Unknown, reason, nil
	return a
}

// UnionAnswer combines the answers about two sets of executions: Sometimes if one of
// them is, and Never if both are. a may be the zero Answer, which is about no set.
func UnionAnswer(a, b Answer) Answer {
	switch {
	case a.Verdict == "":
		return b
	case b.Verdict == verdict.Never || a.Verdict == verdict.Unknown && b.Verdict == verdict.Unknown:
		a.Vars, a.Clauses, a.By = max(a.Vars, b.Vars), max(a.Clauses, b.Clauses), later(a.By, b.By)
		a.Core, a.Follows = JoinCores(a.Core, b.Core), a.Follows && b.Follows
		return a
	}
	return b
}

// JoinCores returns the slots that are in one of two cores, in order.
func JoinCores(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// later returns the engine that comes later in the order in which they are
// tried.
func later(a, b solve.Step) solve.Step {
	if a == solve.Search || b == solve.Search {
		return solve.Search
	}
	return a
}
