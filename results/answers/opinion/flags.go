package opinion

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// maxKnown bounds the executions that are looked at for flags before any is searched for.
const maxKnown = 4

// flagged finds the flags of the model with the solver. known are allowed executions.
func (o *Opinion) flagged(ctx context.Context, d *Decider, known ...*execution.Candidate) (err error) {
	names := d.Model().Flags()
	if o.S == nil || len(names) == 0 {
		return nil
	}
	known = slices.DeleteFunc(known, func(c *execution.Candidate) bool { return c == nil })
	o.Flags, err = d.Flags(ctx, o.S, nil, known[:min(len(known), maxKnown)]...)
	if why := limit.As(err); why != nil {
		o.Flags, err = nil, nil
		for _, name := range names {
			o.Flags = append(o.Flags, decide.Flag{Name: name, Verdict: verdict.Unknown, Reason: why.What})
		}
	}
	return err
}

// allFlags notes the flags of an enumeration, and whether it found any execution.
func (o *Opinion) allFlags(names []string, all *enumerate.Outcome) {
	reason := all.Limit
	if reason == "" && len(all.CutReached) > 0 {
		reason = all.CutReached[0].Reason(o.S)
	}
	o.Flags = nil
	for _, name := range names {
		f := decide.Flag{Name: name, Verdict: verdict.Never}
		switch {
		case slices.Contains(all.Flags, name):
			f.Verdict = verdict.Sometimes
		case reason != "":
			f.Verdict, f.Reason = verdict.Unknown, reason
		}
		o.Flags = append(o.Flags, f)
	}
	switch {
	case !o.S.Test.InC():
	case all.Positive+all.Negative > 0:
		o.Executions = verdict.Sometimes
	case reason == "" && !o.S.SkippedRounds:
		o.Executions = verdict.Never
	}
}

// sameFlags merges the flags of another engine into those of o. The error is a
// [*Disagreement].
func (o *Opinion) sameFlags(c Case, other Opinion) error {
	differ := func(what string, a, b verdict.Verdict) error {
		says := func(v verdict.Verdict) string { return fmt.Sprintf("%s %s", what, v) }
		return disagreement(c, *o, other, says(a), says(b))
	}
	if a, b := o.Executions, other.Executions; a != b && a != "" && b != "" {
		return differ("any execution:", a, b)
	}
	flags := slices.Clone(o.Flags)
	for _, f := range other.Flags {
		if !slices.ContainsFunc(flags, func(g decide.Flag) bool { return g.Name == f.Name }) {
			flags = append(flags, decide.Flag{Name: f.Name, Verdict: verdict.Unknown, Reason: string(o.By) + " did not look for it"})
		}
	}
	for i := range flags {
		f := &flags[i]
		k := slices.IndexFunc(other.Flags, func(g decide.Flag) bool { return g.Name == f.Name })
		switch {
		case k < 0:
			*f = decide.Flag{Name: f.Name, Verdict: verdict.Unknown, Reason: string(other.By) + " did not look for it"}
		case f.Verdict == verdict.Unknown:
		case other.Flags[k].Verdict == verdict.Unknown:
			f.Verdict, f.Reason = verdict.Unknown, fmt.Sprintf("%s: %s, but %s: %s", o.By, f.Verdict, other.By, other.Flags[k].Reason)
		case f.Verdict != other.Flags[k].Verdict:
			return differ("flag "+f.Name+":", f.Verdict, other.Flags[k].Verdict)
		}
	}
	o.Flags = flags
	return nil
}

// deadlock finds out why no execution comes to an end, unless the filter is the cause.
func (w *Worker) deadlock(ctx context.Context, c Case, a *Recorded) error {
	s, d, err := w.asked(ctx, c, &a.Opinion)
	if err != nil {
		return err
	}
	if by, err := d.Excludes(ctx, s); by || err != nil {
		return err
	}
	a.Record.Deadlock, err = d.Deadlock(ctx, s)
	return err
}

// endFlags are the flags of models of kernel C about what has to come later in an execution,
// such as the end of a critical section. A thread that waits forever may never come there.
var endFlags = []string{"lock-final", "unpaired-LKR", "unmatched-rcu-lock", "unmatched-srcu-lock", "unbalanced-rcu-lock", "unbalanced-srcu-lock"}

// recordFlags puts the flags into a record.
func (o *Opinion) recordFlags(r *results.Record) {
	for _, f := range o.Flags {
		if r.Property != "" && slices.Contains(endFlags, f.Name) {
			continue
		}
		switch f.Verdict {
		case verdict.Never:
		case verdict.Sometimes:
			r.Flags = append(r.Flags, f.Name)
		case verdict.Unknown:
			r.FlagsUnknown = append(r.FlagsUnknown, results.OpenFlag{Flag: f.Name, Reason: f.Reason})
		default:
			panic(fmt.Sprintf("opinion: %s is no answer about a flag", f.Verdict))
		}
	}
	slices.Sort(r.Flags)
}
