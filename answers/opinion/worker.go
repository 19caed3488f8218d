package opinion

import (
	"context"
	"errors"
	"fmt"
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

// Options is how questions are answered.
type Options struct {
	decide.Options
	Engine        Engine        // SMT if empty, or Enumerate where executions are counted
	CrossCheck    bool          // ask the other engine too; they must agree
	Second        *Second       // ask solvers too; nil: no evidence is kept either
	States        bool          // find all final states
	Counts        bool          // and how many executions end in each, which only Enumerate knows
	Log           bool          // and write them as herd7 does
	MaxCandidates int           // that Enumerate tries for one question; 0: its default
	Sensitivity   bool          // find out which axioms a Never rests on
	Workers       int           // 0: one for each CPU
	Timeout       time.Duration // of a piece of work: a program of Check, a variant of Compare; 0: none
	// Step, if set, is told after each piece of work how many are over.
	Step func(done, all int)

	own     bool                // the engine is our choice, and not the user's
	engines map[Engine]answerer // in place of the real ones, for tests
}

// complete settles what is implied.
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

// Bug is a panic in a worker.
type Bug struct {
	Value any
	Stack []byte
}

func (b *Bug) Error() string { return fmt.Sprint(b.Value) }

// Decider decides under one model, and explains what it decides.
type Decider struct {
	*lattice.Decider
	*why.Explainer
}

func newDecider(m *fit.Model, o decide.Options) *Decider {
	d := lattice.New(m.Model, o)
	return &Decider{d, why.New(d.Decider)}
}

// Worker has a decider for each model that it was asked about.
type Worker struct {
	opts     Options
	deciders map[*fit.Model]*Decider
}

func NewWorker(o Options) *Worker {
	return &Worker{opts: o.complete(), deciders: map[*fit.Model]*Decider{}}
}

func (w *Worker) engine(e Engine) answerer {
	if a, ok := w.opts.engines[e]; ok {
		return a
	}
	return engines[e]
}

func (w *Worker) Decider(m *fit.Model) *Decider {
	d, ok := w.deciders[m]
	if !ok {
		d = newDecider(m, w.opts.Options)
		w.deciders[m] = d
	}
	return d
}

// Guard calls f, and makes a panic in it an error. The deciders may be in any
// state after a panic, and after Z3 ran out of memory, so they are given up.
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

// forget drops everything that the worker keeps, to free its memory.
func (w *Worker) forget() {
	_ = w.Close() // what cannot be freed is no answer's fault
	w.deciders = map[*fit.Model]*Decider{}
}

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
