package opinion

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/herdlog"
)

// Checked is the result for one program: a record for each model, or the records before the
// first model that failed, and the error.
type Checked struct {
	Input   library.Input
	Records []results.Record
	// Warnings says what is odd about the program and the verdicts.
	Warnings diag.List
	Log      []byte  // herd7's log, if Options asks for it
	Tally    []Tally // of the solvers in Options, over all models
	Err      error
}

// Check decides programs under models, with the given choices for slots, and calls emit for
// each program in order. It returns for how many. The error is that of emit, or of freeing the
// solvers.
func Check(ctx context.Context, ins []library.Input, ms []*fit.Model, choices map[string]string, o Options, emit func(Checked) error) (int, error) {
	o = o.complete()
	known := make([]atomic.Pointer[soFar], len(ins))
	return InOrder(ctx, o, Batch[Checked]{
		N: len(ins),
		Work: func(ctx context.Context, w *Worker, i int) Checked {
			c := Checked{Input: ins[i]}
			c.Err = w.Guard(func() error { return w.check(ctx, &c, ms, choices, &known[i]) })
			return c
		},
		Late: func(i int, why *limit.Reached) Checked {
			c := Checked{Input: ins[i]}
			p := known[i].Load()
			if p == nil { // not even read
				c.Err = why
				return c
			}
			c.Records = p.records
			for k := len(p.records); k < len(p.models); k++ {
				q := Case{Name: c.Input.Name, Test: p.test, Model: p.models[k], Choices: c.Input.With(choices)}
				c.Records = append(c.Records, unanswered(q, &o, why))
			}
			return c
		},
		Emit: func(i int, c Checked) error {
			known[i].Store(nil) // thousands of programs would be kept
			return emit(c)
		},
	})
}

// soFar is what is known about a program while it is checked.
type soFar struct {
	test    *litmus.Test
	models  []*fit.Model
	records []results.Record
}

// judges returns the models that judge a program: all, but for a program with a target those
// for the language of its target. If none is, the error says so about the first.
func judges(t *litmus.Test, ms []*fit.Model) ([]*fit.Model, error) {
	if t.Target == "" || len(ms) < 2 {
		return ms, nil
	}
	var fitting []*fit.Model
	var first error
	for _, m := range ms {
		_, err := m.For(t)
		if ds := diag.All(err); len(ds) == 1 && ds[0].Code == diag.CatArch {
			first = cmp.Or(first, err)
			continue
		}
		fitting = append(fitting, m)
	}
	if len(fitting) == 0 {
		return nil, first
	}
	return fitting, nil
}

// check decides one program under each model.
func (w *Worker) check(ctx context.Context, c *Checked, ms []*fit.Model, choices map[string]string, known *atomic.Pointer[soFar]) error {
	test, err := c.Input.Parse()
	if err != nil {
		return err
	}
	if w.opts.Log && test.UsesDoorbells() { // nothing needs to be counted to know
		return noLog(test, herdlog.ErrDoorbells).WithFix("ask for --states, --counts or another --format")
	}
	if ms, err = judges(test, ms); err != nil {
		return err
	}
	for i := range ms {
		known.Store(&soFar{test, ms, slices.Clone(c.Records)})
		start := time.Now()
		m, err := ms[i].For(test)
		if err != nil {
			return err
		}
		a, err := w.Record(ctx, Case{Name: c.Input.Name, Test: test, Model: m, Choices: c.Input.With(choices)})
		c.Warnings = c.Warnings.Merge(a.Warnings...)
		for i := range a.tally {
			if c.Tally == nil {
				c.Tally = make([]Tally, len(a.tally))
			}
			c.Tally[i].Add(a.tally[i])
		}
		if err != nil {
			return err
		}
		if w.opts.Log && !a.limited {
			if c.Log, err = log(&a.Opinion); err != nil {
				return err
			}
		}
		if !a.limited {
			a.Record.Ms = results.Millis(time.Since(start))
		}
		c.Records = append(c.Records, a.Record)
	}
	return nil
}

// log returns herd7's log of a test.
func log(o *Opinion) ([]byte, error) {
	var b bytes.Buffer
	err := herdlog.Write(&b, o.States)
	if !errors.Is(err, herdlog.ErrIncomplete) {
		return b.Bytes(), err
	}
	d := noLog(o.S.Test, err).Note("a log has to list all executions, because its readers assume that it does")
	if o.States.Limit != "" {
		d.WithFix("raise --max-candidates or --timeout, or ask for --states without counts")
	}
	return nil, d
}

func noLog(t *litmus.Test, why error) *diag.Diagnostic {
	return diag.New(t.Cond.Span, diag.NoLog, "%s has no log: %v", t.Name, why)
}
