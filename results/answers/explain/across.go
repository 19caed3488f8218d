package explain

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// DifferAcross finds out what makes the difference between two targets of a program: both
// cases are about the same program in kernel C, with the same slot choices.
func DifferAcross(ctx context.Context, a, b opinion.Case, o decide.Options) (r *reason.Report, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	diff := &reason.Difference{Slots: []results.SlotDiff{}}
	var answers [2]decide.Answer
	for i, c := range []opinion.Case{a, b} {
		s, answer, err := w.Decide(ctx, c)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			report := heading(&c, s)
			report.Verdict, report.Reason = answer.Verdict, answer.Reason
			r = &report
		}
		answers[i], diff.Verdicts[i], diff.Reasons[i] = answer, answer.Verdict, answer.Reason
		diff.Judges = append(diff.Judges, judge(&c))
	}
	diff.A, diff.B = a.Test.Target, b.Test.Target
	r.Difference = diff
	switch {
	case answers[1].Verdict == verdict.Never && answers[0].Witness != nil:
		err = across(ctx, diff, answers[0].Witness, &a, &b)
	case answers[0].Verdict == verdict.Never && answers[1].Witness != nil:
		err = across(ctx, diff, answers[1].Witness, &b, &a)
	}
	return r, err
}

// across reports how one target forbids an execution that the other allows.
func across(ctx context.Context, d *reason.Difference, c *execution.Candidate, allows, forbids *opinion.Case) error {
	c, err := Across(ctx, c, forbids)
	if c == nil || err != nil {
		return err
	}
	told, ok := reason.Of(forbids.Model.Model, c)
	if !ok {
		return &decide.Disagreement{Test: forbids.Test.Name, Model: forbids.Model.Name,
			What: "the verdict for " + forbids.Test.Target + " is Never, but it allows the execution that was found for " + allows.Test.Target}
	}
	d.Allows, d.Forbids, d.Axiom, d.Gloss, d.Cycle = allows.Test.Target, forbids.Test.Target, told.Axiom, told.Gloss, &told.Cycle
	return nil
}

// maxWays bounds how many ways through a program are tried, for each thread and in total.
const maxWays = 64

// Across returns the execution of a case that is the same as one of the same program for
// another target: its accesses are those of the same statements, to the same locations, and
// they read from and overwrite the same writes. Barriers are those of the case. It returns
// nil if the case has no such execution: the target executes other accesses, such as
// a conditional store where the source has none.
func Across(ctx context.Context, c *execution.Candidate, to *opinion.Case) (*execution.Candidate, error) {
	old := c.X.S
	s, err := unroll.Build(ctx, to.Test, unroll.Options{
		Limits: unroll.Limits{Bound: old.Bound, Interrupts: old.MaxInterrupts}, Fixed: old.Assignment(c.X.Slots), KeepRounds: true, Tree: true,
	})
	if err != nil {
		return nil, err
	}
	same, err := located(old, s)
	if err != nil || same == nil {
		return nil, err
	}
	ways := make([][][]int32, len(s.Threads))
	for th := range ways {
		var steps []func(int32) bool
		for _, e := range c.Events() {
			if ev := &old.Events[e]; ev.Thread == th && ev.Kind != event.FenceEvent && old.AccessOf(int(e)) == int(e) {
				steps = append(steps, func(f int32) bool { return same(e, f) })
			}
		}
		pass := func(e int32) bool { // a fence, or a part that follows the first of its access
			return s.Events[e].Kind == event.FenceEvent || s.AccessOf(int(e)) != int(e)
		}
		if ways[th], err = execution.Ways(ctx, s, th, steps, pass, maxWays); err != nil || len(ways[th]) == 0 {
			return nil, err
		}
	}
	pick := make([]int, len(ways))
	for range maxWays {
		if found := along(c, s, ways, pick); found != nil {
			return found, nil
		}
		if !execution.NextWays(pick, ways) {
			break
		}
	}
	return nil, nil
}

// located returns what reports whether events of two structures are of the same statement and
// do the same; nil if the structures have other locations, or divide them in other ways. Of an
// access the events are its first parts.
func located(old, s *event.Structure) (func(a, b int32) bool, error) {
	if old.NumGranules() != s.NumGranules() || len(old.Threads) != len(s.Threads) {
		return nil, nil
	}
	at := make([]int32, old.NumGranules())
	for g := range at {
		if at[g] = int32(s.GranuleNamed(old.GranuleName(int32(g)))); at[g] < 0 {
			return nil, nil
		}
	}
	return func(e, f int32) bool {
		a, b := &old.Events[e], &s.Events[f]
		switch {
		case a.Kind != b.Kind || (a.Interrupt > 0) != (b.Interrupt > 0) || !sameStatement(a.Instr, b.Instr):
			return false
		case a.Loc < 0 || b.Loc < 0:
			return a.Loc < 0 && b.Loc < 0
		}
		from, to := old.Parts(int(e))
		other, end := s.Parts(int(f))
		for ; from < to && other < end && at[old.Events[from].Loc] == s.Events[other].Loc; other++ {
			from++
		}
		return from == to && other == end
	}, nil
}

// sameStatement reports whether two instructions are the same statement of a file, which may
// have been read twice.
func sameStatement(a, b *litmus.Instr) bool {
	return a == b || a != nil && b != nil && a.Span.Start == b.Span.Start && a.Span.End == b.Span.End
}

// along returns the execution in which each thread takes the given way; nil if the program has
// none in which the proposition holds.
func along(c *execution.Candidate, s *event.Structure, ways [][][]int32, pick []int) *execution.Candidate {
	old := c.X
	at := make([]int32, len(old.S.Events))
	mapped := make([]bool, len(s.Events))
	x := execution.New(s)
	done := make([]int, len(ways))
	for _, e := range c.Events() {
		switch ev := &old.S.Events[e]; {
		case ev.Kind == event.InitWrite:
			at[e] = int32(s.GranuleNamed(old.S.GranuleName(ev.Loc))) // initial writes come first, one for each granule
		case ev.Kind != event.FenceEvent && old.S.AccessOf(int(e)) == int(e):
			to := ways[ev.Thread][pick[ev.Thread]][done[ev.Thread]]
			done[ev.Thread]++
			x.ChooseFor(s.Events[to].Guard)
			_, end := old.S.Parts(int(e))
			for k := range int32(end) - e { // both have the same parts
				at[e+k] = to + k
				mapped[to+k] = true
			}
		}
	}
	for r, w := range old.Rf {
		if w >= 0 {
			x.Rf[at[r]] = at[w]
		}
	}
	over := func(list []int32) []int32 {
		out := make([]int32, len(list))
		for i, e := range list {
			out[i] = at[e]
		}
		return out
	}
	for g := range old.S.NumGranules() {
		x.Order[event.Co][s.GranuleNamed(old.S.GranuleName(int32(g)))] = over(old.Order[event.Co][g])
	}
	if s.Members[event.Dbo] != nil && old.Order[event.Dbo] != nil {
		for th := range old.Order[event.Dbo] {
			x.Order[event.Dbo][th] = over(old.Order[event.Dbo][th])
		}
	}
	found, err := x.Complete()
	if err != nil || !found.Holds(s.Cond) || !found.Holds(s.Filter) {
		return nil
	}
	for e := range s.Events {
		if k := s.Events[e].Kind; k != event.InitWrite && k != event.FenceEvent && found.Executed[e] != mapped[e] {
			return nil
		}
	}
	return found
}
