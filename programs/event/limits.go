package event

import (
	"github.com/fencewise/fencewise/programs/diag"
)

// A small file can ask for a huge structure: sixty branches forward make 2⁶⁰
// paths, ten characters declare an array of 65536 locations, and a condition
// that compares two registers has a term for each pair of ends of their
// threads. Everything that grows is bounded by a multiple of
// Options.MaxEvents, so that unrolling stops with a diagnostic within a
// second and some hundred megabytes, whatever the program.
const (
	workPerEvent = 256 // instructions executed, dependencies and conjuncts visited
	exprPerEvent = 64  // expressions
	maxErrors    = 50  // diagnostics for one test
)

// fail notes a diagnostic, unless the same was noted before.
func (b *builder) fail(d *diag.Diagnostic) {
	for _, e := range b.errs {
		if e.Code == d.Code && e.Span == d.Span {
			return
		}
	}
	if len(b.errs) < maxErrors {
		b.errs = append(b.errs, d)
	}
}

// failAll notes every diagnostic in err.
func (b *builder) failAll(err error) {
	for _, d := range diag.All(err) {
		b.fail(d)
	}
}

// tooMany notes that something of the thread at hand, or of the whole test
// when there is none, exceeds its limit.
func (b *builder) tooMany(at diag.Span, format string, v ...any) {
	b.fail(diag.New(at, diag.EventLimit, format, v...).WithFix("lower --bound, or raise --max-events"))
}

// within checks the limits while a thread is unrolled.
func (u *unroller) within() bool {
	b, th, limit := u.b, u.prog.thread, u.b.opts.MaxEvents
	b.work++
	switch {
	case len(b.s.Events) > limit:
		b.tooMany(th.Span, "%s has more than %d events when its loops are unrolled %d times", th.Name, limit, b.opts.Bound)
	case u.paths+len(u.todo) > limit:
		b.tooMany(th.Span, "%s has more than %d paths when its loops are unrolled %d times", th.Name, limit, b.opts.Bound)
	case b.work > limit*workPerEvent:
		b.tooMany(th.Span, "%s takes more than %d steps when its loops are unrolled %d times", th.Name, limit*workPerEvent, b.opts.Bound)
	case len(b.s.Pool.Nodes) > limit*exprPerEvent:
		b.tooMany(th.Span, "%s computes more than %d values when its loops are unrolled %d times", th.Name, limit*exprPerEvent, b.opts.Bound)
	default:
		return true
	}
	return false
}

// full reports whether the condition has become too large.
func (b *builder) full() bool {
	if len(b.s.Pool.Nodes) <= b.opts.MaxEvents*exprPerEvent {
		return false
	}
	b.tooMany(b.s.Test.Cond.Span, "the condition has more than %d terms when it is spelled out for every end of its threads", b.opts.MaxEvents*exprPerEvent)
	return true
}

// room reports whether n more locations are allowed.
func (b *builder) room(at diag.Span, n int) bool {
	if len(b.s.Locs)+n <= b.opts.MaxEvents {
		return true
	}
	b.fail(diag.New(at, diag.EventLimit, "the test has more than %d locations", b.opts.MaxEvents).
		Note("each has an initial write, which is an event").WithFix("use a smaller array, or raise --max-events"))
	return false
}
