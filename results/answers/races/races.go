package races

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Flag is the flag of a model that some execution has a data race.
const Flag = "data-race"

// maxSearches bounds the executions that are searched for.
const maxSearches = 40

// Kernel returns a warning for each plain access of a program in kernel C that races under the
// model of the decider, which has the flag for a structure of the program. first is an execution
// with the flag, or nil. If a limit is reached, it returns what is found until then.
func Kernel(ctx context.Context, d *decide.Decider, s *event.Structure, first *execution.Candidate) (diag.List, error) {
	f := &found{s: s, plain: func(e *event.Event) bool { return e.Tags == 0 }, advice: kernelAdvice,
		why: "the kernel's model has an execution in which nothing orders the two: a data race"}
	if first != nil {
		f.s = first.X.S
		pairs, err := d.FlagPairs(ctx, first, Flag)
		if err != nil {
			return f.ended(err)
		}
		f.note(pairs)
	}
	return f.ended(f.search(ctx, d))
}

// ended returns the warnings about what was found until an error.
func (f *found) ended(err error) (diag.List, error) {
	if err != nil && limit.As(err) == nil {
		return nil, err
	}
	return f.warnings(), nil
}

// search looks for races of accesses that are not noted yet.
func (f *found) search(ctx context.Context, d *decide.Decider) error {
	for range maxSearches {
		c, pairs, err := d.FlagAmong(ctx, f.s, Flag, f.isNew)
		if c == nil || err != nil {
			return err
		}
		f.note(pairs)
	}
	return nil
}

// found is the plain accesses that race, by place.
type found struct {
	s      *event.Structure
	why    string // what a race is
	plain  func(*event.Event) bool
	advice func(*racy, *diag.Diagnostic) *diag.Diagnostic
	racing []*racy
}

// racy is a place with a plain access that races.
type racy struct {
	at            *litmus.Instr
	reads, writes bool
	of            string // what is accessed
	with          int    // an event that it races with, in another thread
	thread        int
}

// place returns the place of a plain access; nil for any other event.
func (f *found) place(e int) *litmus.Instr {
	ev := &f.s.Events[e]
	if !ev.IsAccess() || ev.Kind == event.InitWrite || ev.Instr == nil || ev.Instr.Origin == nil || !f.plain(ev) {
		return nil
	}
	return ev.Instr
}

// of returns what is noted about the place of an access.
func (f *found) of(at *litmus.Instr) *racy {
	for _, r := range f.racing {
		if r.at.Span == at.Span {
			return r
		}
	}
	return nil
}

// isNew reports whether a pair of events has a plain access that is not noted to race.
func (f *found) isNew(from, to int) bool { return f.newAt(from) || f.newAt(to) }

func (f *found) newAt(e int) bool {
	at := f.place(e)
	if at == nil {
		return false
	}
	r := f.of(at)
	return r == nil || f.s.Events[e].IsRead() && !r.reads || f.s.Events[e].IsWrite() && !r.writes
}

// note notes the plain accesses of pairs that race.
func (f *found) note(pairs [][2]int) {
	for _, p := range pairs {
		f.noteAt(p[0], p[1])
		f.noteAt(p[1], p[0])
	}
}

func (f *found) noteAt(e, with int) {
	at := f.place(e)
	if at == nil {
		return
	}
	r := f.of(at)
	if r == nil {
		r = &racy{at: at, of: f.s.AccessName(e), with: with, thread: f.s.Events[e].Thread}
		f.racing = append(f.racing, r)
	}
	r.reads = r.reads || f.s.Events[e].IsRead()
	r.writes = r.writes || f.s.Events[e].IsWrite()
}

// warnings returns the warnings, in the order of the places.
func (f *found) warnings() diag.List {
	slices.SortStableFunc(f.racing, func(a, b *racy) int {
		x, y := a.at.Span, b.at.Span
		if x.Src != y.Src { // as they were found
			return 0
		}
		return x.Start - y.Start
	})
	var all diag.List
	for i, r := range f.racing {
		d := diag.New(r.at.Span, diag.CRace, "%s races with %s", f.subject(r), f.partner(r))
		d.Warning = true
		if i == 0 { // once is enough
			d.Note("%s", f.why)
			d.Note("compilers merge, repeat, drop and reorder plain accesses; the verdict for a machine is about one access where it is written")
		}
		all = append(all, f.advice(r, d))
	}
	return all
}

// subject says which access races, and in which function.
func (f *found) subject(r *racy) string {
	what := map[[2]bool]string{{true, false}: "load of ", {false, true}: "store to ", {true, true}: "load and store of "}[[2]bool{r.reads, r.writes}]
	text := "the plain " + what + r.of
	if calls := r.at.Origin.Calls; len(calls) > 0 {
		text += " in " + calls[0].Func
	}
	return text
}

// partner says what it races with: the statement, its line and its thread.
func (f *found) partner(r *racy) string {
	ev := &f.s.Events[r.with]
	kind := "load"
	if ev.IsWrite() {
		kind = "store"
	}
	who := f.s.Test.Threads[ev.Thread].Title()
	switch {
	case ev.Instr == nil || ev.Instr.Origin == nil:
		return "a " + kind + " of " + who
	case ev.Instr.Span == r.at.Span:
		return "the same statement of " + who
	}
	text := ev.Instr.Origin.Text
	if text != "" {
		text = " " + text
	}
	if f.place(r.with) != nil {
		kind = "plain " + kind
	}
	return "the " + kind + text + " of " + who + ", " + ev.Instr.Place()
}

// kernelAdvice says what to write in kernel C.
func kernelAdvice(r *racy, d *diag.Diagnostic) *diag.Diagnostic {
	use := "READ_ONCE for the load"
	switch {
	case r.reads && r.writes:
		use = "READ_ONCE for the load and WRITE_ONCE for the store"
	case r.writes:
		use = "WRITE_ONCE for the store"
	}
	return d.WithFix("write %s, or order the two accesses: explain --flag data-race shows an execution, and what prevents it", use)
}
