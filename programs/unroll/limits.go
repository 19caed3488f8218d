package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
)

// A small file can ask for a huge structure: sixty branches forward make 2⁶⁰
// paths, ten characters declare an array of 65536 locations, and a condition
// that compares two registers has a term for each pair of ends of their
// threads. Everything that grows is bounded by a multiple of
// Limits.MaxEvents, so that unrolling stops with a diagnostic within a
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

// withinLimits checks the limits while a thread is unrolled.
func (u *unroller) withinLimits() bool {
	b, limit := u.b, u.b.opts.MaxEvents
	b.work++
	b.meter.Work(64)
	switch {
	case len(b.s.Events) > limit:
		u.reportLimit(limit, "events")
	case u.paths+len(b.todo) > limit:
		u.reportLimit(limit, "paths")
	case b.work > limit*workPerEvent:
		u.reportLimit(limit*workPerEvent, "steps")
	case len(b.s.Pool.Nodes) > limit*exprPerEvent:
		u.reportLimit(limit*exprPerEvent, "values")
	default:
		return true
	}
	return false
}

// memory is about how much memory the structure takes.
func (b *builder) memory() int { return 200*len(b.edges) + 64*len(b.pool.Nodes) + 4*len(b.reads) }

func (u *unroller) reportLimit(limit int, what string) {
	th, lower := u.prog.thread, "--bound"
	if u.limitsInterrupts() {
		lower = "--bound or --interrupts"
	}
	d := diag.New(th.Span, diag.EventLimit, "%s has more than %d %s when its loops are unrolled %d times", th.Name, limit, what, u.b.opts.Bound)
	if slices.ContainsFunc(u.prog.code, func(c code) bool { return c.starts != nil }) {
		d.Note("each choice of a slot that holds more than barriers and ctrl() is a path of its own")
		lower = "set some of its slots, lower " + lower
	} else {
		lower = "lower " + lower
	}
	u.b.fail(d.WithFix("%s, or raise --max-events", lower))
}

// conditionTooLarge reports whether the condition has become too large: it has a term for
// every end of a thread that it speaks of.
func (b *builder) conditionTooLarge() bool {
	b.work++
	b.meter.Work(64)
	limit := b.opts.MaxEvents * exprPerEvent
	if len(b.s.Pool.Nodes) <= limit && b.work <= limit*(workPerEvent/exprPerEvent) {
		return false
	}
	b.fail(diag.New(b.s.Test.Cond.Span, diag.EventLimit, "the condition has more than %d terms when it is spelled out for every end of its threads", limit).
		WithFix("ask for less, or raise --max-events"))
	return true
}

// hasRoomFor reports whether n more locations are allowed.
func (b *builder) hasRoomFor(at diag.Span, n int) bool {
	if len(b.s.Locs)+n <= b.opts.MaxEvents {
		return true
	}
	b.fail(diag.New(at, diag.EventLimit, "the test has more than %d locations", b.opts.MaxEvents).
		Note("each has an initial write, which is an event").WithFix("use a smaller array, or raise --max-events"))
	return false
}
