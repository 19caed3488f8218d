package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
)

// A small file can describe a huge structure: sixty forward branches make 2⁶⁰ paths, ten
// characters declare an array of 65536 locations, and a condition that compares two
// registers has a term for each pair of ends of their threads. Everything that grows is
// bounded by a multiple of Limits.MaxEvents. So for every program unrolling ends, if need
// be with a diagnostic, within about a second and some hundred megabytes.
const (
	workPerEvent = 256 // instructions executed, dependencies and conjuncts visited
	exprPerEvent = 64  // expressions
	maxErrors    = 50  // diagnostics for one test
)

// fail adds a diagnostic, unless the same one was added before.
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

// failAll adds every diagnostic in err.
func (b *builder) failAll(err error) {
	for _, d := range diag.All(err) {
		b.fail(d)
	}
}

// withinLimits reports whether the limits hold while a thread is unrolled.
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

// memory returns roughly how many bytes the structure takes.
func (b *builder) memory() int { return 200*len(b.edges) + 64*len(b.pool.Nodes) + 4*len(b.reads) }

func (u *unroller) reportLimit(limit int, what string) {
	th, lower := u.prog.thread, "--bound"
	if u.limitsInterrupts() {
		lower = "--bound or --interrupts"
	}
	d := diag.New(th.Span, diag.EventLimit, "%s has more than %d %s when its loops are unrolled %d times", th.Name, limit, what, u.b.opts.Bound)
	if slices.ContainsFunc(u.prog.code, func(c code) bool { return c.starts != nil }) {
		d.Note("each slot choice with instructions other than barriers and ctrl() is a separate path")
		lower = "fix some of its slots with --set, lower " + lower
	} else {
		lower = "lower " + lower
	}
	u.b.fail(d.WithFix("%s, or raise --max-events", lower))
}

// conditionTooLarge reports whether the condition has become too large. It has terms for
// every end of each thread whose registers it names.
func (b *builder) conditionTooLarge() bool {
	b.work++
	b.meter.Work(64)
	limit := b.opts.MaxEvents * exprPerEvent
	if len(b.s.Pool.Nodes) <= limit && b.work <= limit*(workPerEvent/exprPerEvent) {
		return false
	}
	b.fail(diag.New(b.s.Test.Cond.Span, diag.EventLimit, "the condition has more than %d terms: it is checked separately for every end of the threads that it names", limit).
		WithFix("make it shorter, or raise --max-events"))
	return true
}

// hasRoomFor reports whether n more locations are allowed.
func (b *builder) hasRoomFor(at diag.Span, n int) bool {
	if len(b.s.Locs)+n <= b.opts.MaxEvents {
		return true
	}
	b.fail(diag.New(at, diag.EventLimit, "the test has more than %d locations", b.opts.MaxEvents).
		Note("each location has an initial write, which counts as an event").WithFix("use a smaller array, or raise --max-events"))
	return false
}
