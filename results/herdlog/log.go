package herdlog

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// ErrIncomplete is the error for an outcome that does not hold all executions:
// herd7 has no words for that, and a log that looks complete would be wrong.
var ErrIncomplete = errors.New("not all executions were enumerated")

// ErrDoorbells is the error for a test with doorbells: herd7 does not read it,
// and a log of it would be that of another test.
var ErrDoorbells = errors.New("herd7 knows no doorbells")

// Write prints the log of one test, with the empty line behind it. The counts
// are right if the outcome was made with enumerate.Options.Counts from a
// structure with unroll.Options.KeepRounds.
func Write(w io.Writer, o *enumerate.Outcome) error { return write(w, o, "") }

// WriteTimed is Write with the line Time, which says how long herd7, or in its place
// fencewise, has worked on the test.
func WriteTimed(w io.Writer, o *enumerate.Outcome, took time.Duration) error {
	return write(w, o, fmt.Sprintf("Time %s %.2f\n", o.S.Test.Name, took.Seconds()))
}

// write writes a log; timed is the line Time or "".
func write(w io.Writer, o *enumerate.Outcome, timed string) error {
	switch {
	case o.S.Test.UsesDoorbells():
		return ErrDoorbells
	case o.Limit != "":
		return fmt.Errorf("%w: %s", ErrIncomplete, o.Limit)
	case o.Undefined > 0:
		return fmt.Errorf("%w: some compute what has no meaning", ErrIncomplete)
	}
	for i := range o.CutReached {
		if c := &o.CutReached[i]; c.Kind != event.LoopBound { // herd7 has words for that one only
			return fmt.Errorf("%w: %s", ErrIncomplete, c.Reason(o.S))
		}
	}
	o = unsigned(o)
	t, cond := o.S.Test, o.S.Test.Cond
	if numbers := allocate(o.S); len(numbers) > 0 {
		name := func(l litmus.Loc) litmus.Loc {
			if n, ok := numbers[symbol{l.Thread, l.Name}]; ok && symbolic(l) {
				return litmus.Loc{Span: l.Span, Thread: l.Thread, Reg: n, Index: -1}
			}
			return l
		}
		o, cond.Prop = o.Renamed(name), allocated(cond.Prop, name)
	}
	b := []byte(fmt.Sprintf("Test %s %s\nStates %d\n", t.Name, kind(t.Cond.Quant), len(o.States)))
	for _, st := range o.States {
		b = fmt.Appendln(b, o.Text(st))
	}
	b = fmt.Appendf(b, "%s%s\nWitnesses\n", loop(o), answer(t.Cond.Quant, o.Positive, o.Negative))
	pos, neg := o.Positive, o.Negative
	if t.Cond.Quant == verdict.NotExists { // witnesses of what is asked, negation included
		pos, neg = neg, pos
	}
	b = fmt.Appendf(b, "Positive: %d Negative: %d\n", pos, neg)
	for _, flag := range o.Flags {
		b = fmt.Appendf(b, "Flag %s\n", flag)
	}
	b = fmt.Appendf(b, "Condition %s\n", condition(cond))
	b = fmt.Appendf(b, "Observation %s %s %d %d\n", t.Name, observation(o), o.Positive, o.Negative)
	b = append(b, timed...)
	if h, ok := Hash(o.S); ok {
		b = fmt.Appendf(b, "Hash=%s\n", h)
	}
	if t.Target != "" {
		b = fmt.Appendf(b, "Target=%s\n", t.Target)
	}
	_, err := w.Write(append(b, '\n'))
	return err
}

// kind returns herd7's word for the quantifier in the first line of a log.
func kind(q verdict.Quantifier) string {
	switch q {
	case verdict.Exists:
		return "Allowed"
	case verdict.NotExists:
		return "Forbidden"
	case verdict.ForAll:
		return "Required"
	default:
		panic(fmt.Sprintf("herdlog: %q is no quantifier", string(q)))
	}
}

// loop is the mark of a test whose loops can go on beyond the bound.
func loop(o *enumerate.Outcome) string {
	if slices.ContainsFunc(o.CutReached, func(c event.Cut) bool { return c.Kind == event.LoopBound }) {
		return "Loop "
	}
	return ""
}

// answer counts executions, so that without any execution forall holds.
func answer(q verdict.Quantifier, pos, neg int) verdict.Outcome {
	holds := false
	switch q {
	case verdict.Exists:
		holds = pos > 0
	case verdict.NotExists:
		holds = pos == 0
	case verdict.ForAll:
		holds = neg == 0
	default:
		panic(fmt.Sprintf("herdlog: %q is no quantifier", string(q)))
	}
	if holds {
		return verdict.Ok
	}
	return verdict.No
}

// observation speaks of the condition without its quantifier.
func observation(o *enumerate.Outcome) verdict.Verdict {
	switch {
	case o.Positive == 0:
		return verdict.Never
	case o.Negative == 0:
		return verdict.Always
	}
	return verdict.Sometimes
}
