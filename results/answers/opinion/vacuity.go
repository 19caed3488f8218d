package opinion

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/why"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/story"
)

// vacuity finds out whether a Never says less than it seems to, and, where that is asked
// for, what it rests on. It fills in the record and the warnings.
func (w *Worker) vacuity(ctx context.Context, c Case, a *Recorded) error {
	s, d, err := w.asked(ctx, c, &a.Opinion)
	if err != nil {
		return err
	}
	t, err := w.trivial(ctx, d, s)
	if err != nil {
		return err
	}
	if t != nil {
		a.Record.Trivial = &t.Trivial
		a.warn(t.Warnings()...)
	}
	if !w.opts.Sensitivity {
		if t == nil {
			return a.excluded(ctx, d, s)
		}
		return nil
	}
	if a.Record.Sensitivity, err = d.Sensitivity(ctx, s); err != nil {
		return err
	}
	a.warn(forbidden(a.Record.Sensitivity, c.Model, s)...)
	return nil
}

// warn adds warnings that are not known yet.
func (a *Recorded) warn(ds ...*diag.Diagnostic) { a.Warnings = a.Warnings.Merge(ds...) }

// asked returns the structure that the solver is asked about. The enumeration's structure has
// more rounds of loops if executions are counted.
func (w *Worker) asked(ctx context.Context, c Case, o *Opinion) (*event.Structure, *Decider, error) {
	d := w.Decider(c.Model)
	if o.By == SMT || len(o.S.Cuts) == 0 {
		return o.S, d, nil
	}
	s, err := d.StructureAt(ctx, o.S.Bound, c.Test, c.Choices, false)
	return s, d, err
}

// trivial finds out whether a Never holds under any model. If the user has asked for the
// enumeration, it must confirm that.
func (w *Worker) trivial(ctx context.Context, d *Decider, s *event.Structure) (*why.Trivial, error) {
	t, err := d.Trivial(ctx, s)
	if err != nil || t == nil || w.opts.Engine == SMT && !w.opts.CrossCheck {
		return t, err
	}
	found, limit, err := enumerate.Exists(ctx, s, rel.Everything(), enumerate.Options{MaxCandidates: w.opts.MaxCandidates})
	switch {
	case err != nil || limit != "":
		return nil, err
	case found != nil:
		var e strings.Builder
		fmt.Fprintf(&e, "enumerate found this:\n\n")
		story.Tell(found, rel.Everything()).Text(&e)
		return nil, &Disagreement{Test: s.Test.Name, Model: rel.Everything().Name, Evidence: e.String(),
			Answers: [2]string{"smt: Never", "enumerate: Sometimes"}}
	}
	return t, nil
}

// TriviallyNever returns why the answer is Never under any model, or nil. If slots of s are
// free, the reason holds for all variants; one is the answer about any of them.
func (w *Worker) TriviallyNever(ctx context.Context, m *fit.Model, s *event.Structure, one decide.Answer) (*results.Trivial, error) {
	if one.Verdict != verdict.Never {
		return nil, nil
	}
	d := w.Decider(m)
	t, err := d.Trivial(ctx, s)
	if t == nil {
		return nil, err
	}
	return &t.Trivial, err
}

// forbidden returns the warning about a Never that is not about the condition, because the
// model or the filter allows nothing.
func forbidden(v *results.Sensitivity, m *fit.Model, s *event.Structure) diag.List {
	switch {
	case v.Executions != verdict.Never:
		return nil
	case v.Filtered:
		return diag.List{filteredNever(m.Name, s)}
	}
	var at diag.Span
	if len(v.Enough) > 0 && len(v.Enough[0]) > 0 {
		i := slices.Index(m.Model.AxiomNames(), v.Enough[0][0])
		at = m.Axioms[i].Span
	}
	d := diag.New(at, diag.ForbidsAll, "the model %s forbids every execution of %s", m.Name, s.Test.Name)
	d.Warning = true
	return diag.List{d.Note("so Never says nothing about the condition")}
}

// excluded warns of a filter that excludes every execution. Without a filter it decides
// nothing.
func (a *Recorded) excluded(ctx context.Context, d *Decider, s *event.Structure) error {
	all, err := d.Excludes(ctx, s)
	if all {
		a.warn(filteredNever(d.Model().Name, s))
	}
	return err
}

// filteredNever returns the warning about a filter that excludes every execution.
func filteredNever(model string, s *event.Structure) *diag.Diagnostic {
	d := diag.New(s.Test.Filter.At(), diag.FilteredNever, "the filter excludes every execution that the model %s allows", model)
	d.Warning = true
	return d.Note("so Never says nothing about the condition")
}

// Vacuity finds out whether a Never is trivial, and which axioms it rests on. s is the
// structure that Decide returned for the case.
func Vacuity(ctx context.Context, c Case, o decide.Options, s *event.Structure) (v results.Vacuity, warnings diag.List, err error) {
	w := NewWorker(Options{Options: o, Sensitivity: true})
	defer func() { err = errors.Join(err, w.Close()) }()
	a := Recorded{Opinion: Opinion{By: SMT, S: s}}
	err = w.vacuity(ctx, c, &a)
	return a.Record.Vacuity, a.Warnings, err
}
