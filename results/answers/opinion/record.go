package opinion

import (
	"cmp"
	"context"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/warn"
	"github.com/fencewise/fencewise/results/waiting"
)

// Recorded is what came out for one case: the opinion and its record.
type Recorded struct {
	Opinion
	Record   results.Record
	Warnings diag.List // about the program, and about a Never that says little

	limited bool // a limit ended the work; the record is Unknown and says so
}

// Record decides a case and makes the record of the answer. If a limit ends the work, the
// record is Unknown with the reason, and the error is nil. The warnings that are known are
// returned with an error, too.
func (w *Worker) Record(ctx context.Context, c Case) (a Recorded, err error) {
	a.Warnings = a.Warnings.Merge(warn.Of(c.Test, c.Model)...)
	a.Opinion, err = w.Answer(ctx, c)
	if why := limit.As(err); why != nil {
		a.Record, a.limited = unanswered(c, &w.opts, why), true
		return a, nil
	}
	if err != nil {
		return a, err
	}
	test, quant := c.Test, c.Test.Cond.Quant
	a.Record = results.Record{
		Schema: results.Schema, File: c.Name, Test: test.Name, Target: test.Target, Model: c.Model.Name, Variants: c.Model.Variants, Slots: a.S.Assignment(nil), Engine: w.opts.by(),
		Verdict: a.Verdict, Reason: a.Reason, Quantifier: quant, Outcome: a.Verdict.Outcome(quant), Bound: a.S.Bound, Confirmed: a.confirmed,
	}
	r := &a.Record
	r.Endian = a.S.ByteOrder()
	if r.Property = property(test); a.Witness != nil && r.Property != "" {
		for _, w := range waiting.Of(a.Witness) {
			r.Waits = append(r.Waits, w.Record(a.Witness.X.S))
		}
	}
	if test.HasHandlers() {
		r.Interrupts = a.S.MaxInterrupts
	}
	if a.solver {
		r.Engine = string(SMT)
	}
	a.recordFlags(r)
	if a.Executions == verdict.Never {
		r.Executions = results.NoExecutions
		if err := w.deadlock(ctx, c, &a); err != nil && limit.As(err) == nil {
			return a, err
		}
	}
	if a.Verdict == verdict.Never && (r.Property == "" || w.opts.Sensitivity) { // a program that ends under any model is as it should be
		if err := w.vacuity(ctx, c, &a); err != nil && limit.As(err) == nil {
			return a, err
		}
	}
	if r.Limitation, err = w.Limitation(ctx, c, a.S, a.Verdict, a.Witness); err != nil {
		return a, err
	}
	if err := w.claim(ctx, c, &a); err != nil && limit.As(err) == nil {
		return a, err
	}
	if err := w.races(ctx, c, &a); err != nil {
		return a, err
	}
	if a.States != nil {
		err = a.Opinion.record(r, c, w.opts.Counts)
	}
	return a, err
}

// property returns what is asked about a test, if that is not its own condition.
func property(t *litmus.Test) string {
	if t.AsksTermination() {
		return string(litmus.Termination)
	}
	return ""
}

// unanswered returns the record of a case whose work a limit has ended.
func unanswered(c Case, o *Options, why *limit.Reached) results.Record {
	t, quant := c.Test, c.Test.Cond.Quant
	r := results.Record{
		Schema: results.Schema, File: c.Name, Test: t.Name, Target: t.Target, Property: property(t), Model: c.Model.Name, Variants: c.Model.Variants, Slots: map[string]string{}, Engine: o.by(),
		Verdict: verdict.Unknown, Reason: why.What, Quantifier: quant, Outcome: verdict.Unknown.Outcome(quant), Bound: cmp.Or(o.Bound, unroll.DefaultBound),
	}
	for _, s := range t.Slots {
		r.Slots[s.Name] = s.Choices[s.Default].Text
		if set, ok := c.Choices[s.Name]; ok {
			r.Slots[s.Name] = set
		}
	}
	if t.HasHandlers() {
		r.Interrupts = cmp.Or(o.Interrupts, unroll.DefaultInterrupts)
	}
	if o.States {
		r.States, r.Holds, r.Incomplete = []string{}, []bool{}, why.What
	}
	if o.Counts {
		r.Counts = &results.Counts{States: []int{}, AtLeast: true}
	}
	return r
}

// by returns who answers, for records.
func (o *Options) by() string {
	if o.CrossCheck {
		return "both"
	}
	return string(o.Engine)
}
