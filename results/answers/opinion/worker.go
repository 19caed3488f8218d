package opinion

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/encode/decide/why"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// Options says how cases are decided.
type Options struct {
	decide.Options
	Engine        Engine        // empty: SMT, or Enumerate if executions are counted
	CrossCheck    bool          // ask the other engine too; the two must agree
	Second        *Second       // ask SMT solvers too; nil: neither ask them nor keep evidence
	States        bool          // find all final states
	Counts        bool          // count the executions that end in each state; only Enumerate can
	Log           bool          // write the states as herd7 does
	MaxCandidates int           // most candidates that Enumerate tries for one case; 0: its default
	Sensitivity   bool          // find out which axioms a Never rests on
	Workers       int           // 0: one for each CPU
	Timeout       time.Duration // for a piece of work: a program of Check, a variant of a study; 0: none
	// Step, if set, is called after each piece of work with the number that are done.
	Step func(done, all int)

	together bool // the readings of a .c file are decided at the same time

	own     bool                // the user has named no engine
	engines map[Engine]answerer // in place of the real ones, for tests
}

// complete returns the options with everything set that they imply.
func (o Options) complete() Options {
	o.own = o.own || o.Engine == ""
	o.Counts = o.Counts || o.Log
	o.Auto = o.Auto && !o.Counts // how many executions there are depends on the bound
	o.States = o.States || o.Counts
	switch {
	case o.Counts:
		o.Engine = Enumerate
	case o.Engine == "":
		o.Engine = SMT
	}
	return o
}

// workers returns how many workers do a batch.
func (o *Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Bug is the error for a panic in a worker.
type Bug struct {
	Value any
	Stack []byte
}

func (b *Bug) Error() string { return fmt.Sprint(b.Value) }

// Decider decides variants under one model, alone and in lattices, and finds reasons.
type Decider struct {
	*lattice.Decider
	*why.Explainer
}

func newDecider(m *fit.Model, o decide.Options) *Decider {
	d := lattice.New(m.Model, o)
	return &Decider{d, why.New(d.Decider)}
}

// Worker decides cases. It keeps a decider for each model, so that the model is prepared
// once. It is not safe for concurrent use: each goroutine has its own.
type Worker struct {
	opts     Options
	deciders map[*fit.Model]*Decider
}

// NewWorker returns a worker; Close frees its solvers.
func NewWorker(o Options) *Worker {
	return &Worker{opts: o.complete(), deciders: map[*fit.Model]*Decider{}}
}

// engine returns the function for an engine.
func (w *Worker) engine(e Engine) answerer {
	if a, ok := w.opts.engines[e]; ok {
		return a
	}
	return engines[e]
}

// Decider returns the worker's decider for a model.
func (w *Worker) Decider(m *fit.Model) *Decider {
	d, ok := w.deciders[m]
	if !ok {
		d = newDecider(m, w.opts.Options)
		w.deciders[m] = d
	}
	return d
}

// Guard calls f and returns a panic in it as a [*Bug]. After a panic, or if Z3 runs out of
// memory, the deciders can be in any state; Guard replaces them by new ones.
func (w *Worker) Guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			if r := limit.Stopped(v); r != nil {
				err = r
			} else {
				err = &Bug{v, debug.Stack()}
			}
		} else if !solve.OutOfMemory(err) {
			return
		}
		w.deciders = map[*fit.Model]*Decider{}
	}()
	return f()
}

// forget frees everything that the worker keeps.
func (w *Worker) forget() {
	_ = w.Close() // no answer depends on what cannot be freed
	w.deciders = map[*fit.Model]*Decider{}
}

// Close frees the solvers.
func (w *Worker) Close() error {
	var errs []error
	for _, d := range w.deciders {
		errs = append(errs, d.Close())
	}
	return errors.Join(errs...)
}

// Decide answers whether the proposition of a case can hold. A witness is checked once more:
// the condition is read again in the text of its final state.
func (w *Worker) Decide(ctx context.Context, c Case) (*event.Structure, decide.Answer, error) {
	s, a, err := w.Decider(c.Model).DecideTest(ctx, c.bound, c.Test, c.Choices)
	if err == nil && a.Witness != nil {
		err = confirmed(c.Test, c.Model, a.Witness)
	}
	return s, a, err
}
