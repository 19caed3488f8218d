package herd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/herdlog"
)

// Options says which tests are run, and how.
type Options struct {
	decide.Options
	Timeout time.Duration          // for each test; 0: none
	Brief   bool                   // the solver decides; see the package
	Wanted  func(name string) bool // whether to run the test of a name; nil: all
	Draw    *Draw                  // nil: draw nothing
	// Without names axioms of the model by which executions are not judged; WithoutAll means all.
	Without    []string
	WithoutAll bool
}

// Ran is what came out for one test.
type Ran struct {
	Input library.Input
	// Skipped says that the test is not wanted, or that one of the same name was run before.
	Skipped  bool
	Log      []byte
	Drawings []byte // for Graphviz, one after the other; nil for none
	Loop     string // the label of a loop that can go on beyond the bound; "" for none
	Warnings diag.List
	Err      error
}

// Run runs tests, each by the model that is right for it, and calls emit for each in order. It
// returns for how many. The error is that of emit, or of freeing the solvers.
func Run(ctx context.Context, ins []library.Input, m *fit.Model, o Options, emit func(Ran) error) (int, error) {
	with := opinion.Options{Options: o.Options, Timeout: o.Timeout, Workers: 1, Counts: !o.Brief, MaxCandidates: math.MaxInt}
	r := runner{o: o, m: m, seen: map[string]bool{}, less: map[*fit.Model]*fit.Model{}}
	return opinion.InOrder(ctx, with, opinion.Batch[Ran]{
		N: len(ins),
		Work: func(ctx context.Context, w *opinion.Worker, i int) Ran {
			out := Ran{Input: ins[i]}
			out.Err = w.Guard(func() error { return r.run(ctx, w, &out) })
			return out
		},
		Late: func(i int, why *limit.Reached) Ran { return Ran{Input: ins[i], Err: why} },
		Emit: func(_ int, out Ran) error { return emit(out) },
	})
}

// runner is the state of one call of Run.
type runner struct {
	o    Options
	m    *fit.Model
	seen map[string]bool // the names of the tests that were run
	less map[*fit.Model]*fit.Model
}

// model returns the model that judges a test.
func (r *runner) model(t *litmus.Test) (*fit.Model, error) {
	m, err := r.m.For(t)
	if err != nil || len(r.o.Without) == 0 && !r.o.WithoutAll {
		return m, err
	}
	if less, ok := r.less[m]; ok {
		return less, nil
	}
	less, missing := m.WithoutChecks(r.o.Without, r.o.WithoutAll)
	if len(missing) > 0 {
		return nil, diag.New(diag.Span{}, diag.BadOption, "the model %s has no check called %s", m.Name, missing[0]).
			Note("its checks: %s", strings.Join(m.AxiomNames(), ", "))
	}
	r.less[m] = less
	return less, nil
}

// run runs one test.
func (r *runner) run(ctx context.Context, w *opinion.Worker, out *Ran) error {
	test, err := out.Input.Parse()
	if err != nil {
		return err
	}
	if r.o.Wanted != nil && !r.o.Wanted(test.Name) || r.seen[test.Name] {
		out.Skipped = true
		return nil
	}
	r.seen[test.Name] = true
	m, err := r.model(test)
	if err != nil {
		return err
	}
	start := time.Now()
	c := opinion.Case{Name: out.Input.Name, Test: test, Model: m}
	find := all
	if r.o.Brief {
		find = brief
	}
	found, err := find(ctx, w, c)
	if err != nil {
		return err
	}
	out.Warnings = found.warnings
	var log bytes.Buffer
	if err := herdlog.WriteTimed(&log, found.o, time.Since(start)); err != nil {
		return noLog(test, "%v", err)
	}
	out.Log = log.Bytes()
	if i := slices.IndexFunc(found.o.CutReached, func(c event.Cut) bool { return c.Kind == event.LoopBound }); i >= 0 {
		out.Loop = found.o.CutReached[i].Label
	}
	if r.o.Draw != nil {
		out.Drawings, err = r.o.Draw.all(c, found)
	}
	return err
}

// found is what a log and drawings are made from.
type found struct {
	o        *enumerate.Outcome
	warnings diag.List
	// each calls f for executions that pass the filter, until f returns false: all of them, or
	// those of Options.Brief. holds says whether they satisfy the proposition; f must not keep x.
	each func(f func(x *execution.Candidate, holds bool) bool) error
}

// all finds all executions.
func all(ctx context.Context, w *opinion.Worker, c opinion.Case) (*found, error) {
	if c.Test.UsesDoorbells() { // nothing needs to be counted to know
		return nil, noLog(c.Test, "%v", herdlog.ErrDoorbells)
	}
	a, err := w.Record(ctx, c)
	switch {
	case err != nil:
		return nil, err
	case limit.Cause(ctx) != nil:
		return nil, limit.Cause(ctx)
	}
	each := func(f func(*execution.Candidate, bool) bool) error {
		stopped, err := enumerate.Each(ctx, a.S, c.Model.Model, enumerate.Options{MaxCandidates: math.MaxInt}, func(x *execution.Candidate) bool {
			return len(x.Cuts) > 0 || !x.Holds(a.S.Filter) || f(x, x.Holds(a.S.Cond))
		})
		if err == nil && stopped != "" {
			err = noLog(c.Test, "%s", stopped)
		}
		return err
	}
	return &found{a.States, a.Warnings, each}, nil
}

// brief decides a case with the solver.
func brief(ctx context.Context, w *opinion.Worker, c opinion.Case) (*found, error) {
	prop := c.Test.Cond.Prop
	yes := c
	yes.Test = withProp(c.Test, prop)
	holds, err := w.Answer(ctx, yes)
	if err == nil && holds.Verdict == verdict.Unknown {
		err = noLog(c.Test, "it is not decided: %s", holds.Reason)
	}
	if err != nil {
		return nil, err
	}
	no := c
	no.Test = withProp(c.Test, &litmus.Not{P: prop, Span: c.Test.Cond.Span})
	s, fails, err := w.Decide(ctx, no)
	if err == nil && fails.Verdict == verdict.Unknown {
		err = noLog(c.Test, "it is not decided whether it is Always: %s", fails.Reason)
	}
	if err != nil {
		return nil, err
	}
	out := &found{o: enumerate.Collect(holds.S, known(holds.Witness), "")}
	for _, st := range enumerate.Collect(s, known(fails.Witness), "").States {
		st.Holds = false
		out.o.States = append(out.o.States, st)
	}
	out.o.Positive, out.o.Negative = len(known(holds.Witness)), len(known(fails.Witness))
	for _, f := range holds.Flags {
		switch f.Verdict {
		case verdict.Never:
		case verdict.Sometimes:
			out.o.Flags = append(out.o.Flags, f.Name)
		default:
			return nil, noLog(c.Test, "the flag %s is not decided: %s", f.Name, f.Reason)
		}
	}
	slices.Sort(out.o.Flags)
	as := *holds.S
	as.Test = c.Test
	out.o.S = &as
	out.each = func(f func(*execution.Candidate, bool) bool) error {
		if holds.Witness == nil || f(holds.Witness, true) {
			_ = fails.Witness != nil && f(fails.Witness, false)
		}
		return nil
	}
	return out, nil
}

// known returns a list with an execution, or with none.
func known(c *execution.Candidate) []*execution.Candidate {
	if c == nil {
		return nil
	}
	return []*execution.Candidate{c}
}

// withProp returns a test whose condition is exists with a proposition.
func withProp(t *litmus.Test, p litmus.Prop) *litmus.Test {
	other := *t
	other.Cond.Quant, other.Cond.Prop = verdict.Exists, p
	return &other
}

// Log returns the log of a case, which a worker that counts executions finds. It is "" if
// executions are too many, if some go on beyond the bound, or if herd7 could not have the log.
func Log(ctx context.Context, w *opinion.Worker, c opinion.Case) (string, error) {
	if c.Test.UsesDoorbells() {
		return "", nil
	}
	a, err := w.Record(ctx, c)
	if err != nil || a.States == nil || len(a.States.CutReached) > 0 {
		return "", err
	}
	var log bytes.Buffer
	switch err := herdlog.Write(&log, a.States); {
	case errors.Is(err, herdlog.ErrIncomplete):
		return "", nil
	case err != nil:
		return "", err
	}
	return log.String(), nil
}

// noLog returns the error that a test has no log.
func noLog(t *litmus.Test, format string, args ...any) *diag.Diagnostic {
	return diag.New(t.Cond.Span, diag.NoLog, "%s has no log: %s", t.Name, fmt.Sprintf(format, args...))
}
