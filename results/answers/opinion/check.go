package opinion

import (
	"bytes"
	"cmp"
	"context"
	"errors"
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
	o.together = o.workers() >= 2*len(ins)
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
			for k := range p.cases {
				c.Records = append(c.Records, p.record(k, &o, why))
			}
			return c
		},
		Emit: func(i int, c Checked) error {
			known[i].Store(nil) // thousands of programs would be kept
			return emit(c)
		},
	})
}

// soFar is what is known about a program while it is checked: its cases, which models judge
// them, and the records of those that are answered.
type soFar struct {
	cases []Case
	by    []atomic.Pointer[fit.Model]
	done  []atomic.Pointer[results.Record]
}

// record returns the record of a case; if it is not answered yet, one that says why.
func (k *soFar) record(i int, o *Options, why *limit.Reached) results.Record {
	if done := k.done[i].Load(); done != nil {
		return *done
	}
	open := k.cases[i]
	if m := k.by[i].Load(); m != nil {
		open.Model = m
	}
	return unanswered(open, o, why)
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

// cases returns the cases of a program: each of its readings under each model. The models are
// not yet those that judge it: see [fit.Model.For].
func cases(in *library.Input, t *litmus.Test, ms []*fit.Model, choices map[string]string) ([]Case, error) {
	var all []Case
	for i, read := range in.Readings(t) {
		ms, err := judges(read, ms)
		if err != nil {
			return nil, err
		}
		for _, m := range ms {
			all = append(all, Case{Name: in.Name, Test: read, Model: m, Choices: in.With(choices), laterReading: i > 0})
		}
	}
	return all, nil
}

// check decides one program under each model, and a .c file in each of its readings.
func (w *Worker) check(ctx context.Context, c *Checked, ms []*fit.Model, choices map[string]string, known *atomic.Pointer[soFar]) error {
	test, err := c.Input.Parse()
	if err != nil {
		return err
	}
	if w.opts.Log && test.UsesDoorbells() { // nothing needs to be counted to know
		return noLog(test, herdlog.ErrDoorbells).WithFix("ask for --states, --counts or another --format")
	}
	all, err := cases(&c.Input, test, ms, choices)
	if err != nil {
		return err
	}
	k := &soFar{all, make([]atomic.Pointer[fit.Model], len(all)), make([]atomic.Pointer[results.Record], len(all))}
	known.Store(k)
	if len(all) > len(ms) {
		return w.checkReadings(ctx, c, k)
	}
	for i := range all {
		if err := c.add(w.part(ctx, k, i, 1)); err != nil {
			return err
		}
	}
	return nil
}

// part is what comes out for one case of a program.
type part struct {
	record   *results.Record
	warnings diag.List
	tally    []Tally
	log      []byte
	err      error
}

// part decides case i of a program. left is how many are left with this one: they share the time.
func (w *Worker) part(ctx context.Context, k *soFar, i, left int) (p part) {
	ctx, end := limit.BeginPart(ctx, left)
	defer end()
	start, q := time.Now(), k.cases[i]
	if q.Model, p.err = q.Model.For(q.Test); p.err != nil {
		return p
	}
	k.by[i].Store(q.Model)
	var a Recorded
	a, p.err = w.Record(ctx, q)
	if r := limit.Cause(ctx); r != nil && r.Memory {
		w.forget()
	}
	if p.warnings, p.tally = a.Warnings, a.tally; p.err != nil {
		return p
	}
	if !a.limited {
		if w.opts.Log {
			if p.log, p.err = log(&a.Opinion); p.err != nil {
				return p
			}
		}
		a.Record.Ms = results.Millis(time.Since(start))
	}
	p.record = &a.Record
	k.done[i].Store(p.record)
	return p
}

// add adds what came out for one case, and returns its error.
func (c *Checked) add(p part) error {
	c.Warnings = c.Warnings.Merge(p.warnings...)
	for i := range p.tally {
		if c.Tally == nil {
			c.Tally = make([]Tally, len(p.tally))
		}
		c.Tally[i].Add(p.tally[i])
	}
	if p.record != nil {
		c.Log = p.log
		c.Records = append(c.Records, *p.record)
	}
	return p.err
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
