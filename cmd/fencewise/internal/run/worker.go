package run

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/encode/decide"
)

// Options is how questions are answered.
type Options struct {
	decide.Options
	Engine        Engine  // SMT if empty, or Enumerate where executions are counted
	CrossCheck    bool    // ask the other engine too; they must agree
	Second        *Second // ask solvers too; nil: no evidence is kept either
	States        bool    // find all final states
	Counts        bool    // and how many executions end in each, which only Enumerate knows
	Log           bool    // and write them as herd7 does
	MaxCandidates int     // that Enumerate tries for one question; 0: its default
	Sensitivity   bool    // find out which axioms a Never rests on
	Workers       int     // 0: one for each CPU
	// Step, if set, is told after each piece of work how many are over.
	Step func(done, all int)

	engines map[Engine]answerer // in place of the real ones, for tests
	// see, if set, is given what was found for each task of Compare.
	see func(*worker, task, *finding) error
}

// complete settles what is implied.
func (o Options) complete() Options {
	o.Counts = o.Counts || o.Log
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

// worker has a decider for each model that it was asked about.
type worker struct {
	opts     Options
	deciders map[*Model]*decide.Decider
}

func newWorker(o Options) *worker {
	return &worker{opts: o.complete(), deciders: map[*Model]*decide.Decider{}}
}

func (w *worker) engine(e Engine) answerer {
	if a, ok := w.opts.engines[e]; ok {
		return a
	}
	return engines[e]
}

func (w *worker) decider(m *Model) (*decide.Decider, error) {
	if d, ok := w.deciders[m]; ok {
		return d, nil
	}
	d, err := decide.New(m.Model, w.opts.Options)
	if err != nil {
		return nil, err
	}
	w.deciders[m] = d
	return d, nil
}

// guard calls f, and makes a panic in it an error. The deciders may be in any
// state after a panic, and after Z3 ran out of memory, so they are given up.
func (w *worker) guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Bug{v, debug.Stack()}
		} else if !OutOfMemory(err) {
			return
		}
		w.deciders = map[*Model]*decide.Decider{}
	}()
	return f()
}

// OutOfMemory reports whether an error says that Z3 could not get the memory it needs.
func OutOfMemory(err error) bool {
	var z *z3.Error
	return errors.As(err, &z) && z.Code == z3.ErrorCodeMemoutFail
}

func (w *worker) close() error {
	var errs []error
	for _, d := range w.deciders {
		errs = append(errs, d.Close())
	}
	return errors.Join(errs...)
}

// inOrder does n pieces of work with the workers of o, and emits what comes out
// in order. It returns how many were done: less than n when the context was
// cancelled, or when emit failed.
func inOrder[T any](ctx context.Context, n int, o Options, work func(w *worker, i int) T, emit func(i int, out T) error) (done int, err error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)

	stop := make(chan struct{})
	todo := make(chan int)
	out := make([]chan T, n) // closed without a value: not done
	for i := range out {
		out[i] = make(chan T, 1)
	}
	go func() {
		defer close(todo)
		for i := range n {
			if ctx.Err() == nil {
				select {
				case <-ctx.Done():
				case <-stop:
				case todo <- i:
					continue
				}
			}
			for ; i < n; i++ {
				close(out[i])
			}
			return
		}
	}()
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		closed []error
	)
	for range workers {
		wg.Go(func() {
			w := newWorker(o)
			for i := range todo {
				out[i] <- work(w, i)
			}
			mu.Lock()
			defer mu.Unlock()
			closed = append(closed, w.close())
		})
	}
	for i := range n {
		v, ok := <-out[i]
		if !ok {
			break
		}
		if err = emit(i, v); err != nil {
			break
		}
		done++
		if o.Step != nil {
			o.Step(done, n)
		}
	}
	close(stop)
	wg.Wait()
	return done, errors.Join(append([]error{err}, closed...)...)
}
