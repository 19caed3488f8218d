package run

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fencewise/fencewise/internal/limit"
)

// batch is n pieces of work, done by several workers, whose results come in
// order.
type batch[T any] struct {
	n    int
	work func(ctx context.Context, w *worker, i int) T
	// late is the result of a piece of work that goes on although its context
	// has been over for limit.Grace. Nobody waits for it any more.
	late func(i int, why *limit.Reached) T
	emit func(i int, out T) error
	// rest says to go on when the context is over: each piece of work ends at
	// once then, with a result that says why.
	rest bool
}

// inOrder does the work with the workers of o. It returns how many pieces are
// done: less than n when the context was over, or when emit failed.
func inOrder[T any](ctx context.Context, o Options, b batch[T]) (done int, err error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	p := &pool[T]{batch: b, ctx: ctx, o: o, stop: make(chan struct{}), todo: make(chan int), out: make([]chan T, b.n)}
	for i := range p.out {
		p.out[i] = make(chan T, 1)
	}
	go p.feed()
	for range min(workers, b.n) {
		p.start()
	}
	for i := range b.n {
		v, ok := <-p.out[i]
		if !ok {
			break
		}
		if err = b.emit(i, v); err != nil {
			break
		}
		done++
		if o.Step != nil {
			o.Step(done, b.n)
		}
	}
	close(p.stop)
	p.live.Wait()
	return done, errors.Join(append([]error{err}, p.closed...)...)
}

// pool is the workers of one batch.
type pool[T any] struct {
	batch[T]
	ctx  context.Context
	o    Options
	stop chan struct{} // closed: nothing more is wanted
	todo chan int
	out  []chan T // closed without a value: not done

	live   sync.WaitGroup // workers, without those that nobody waits for
	mu     sync.Mutex
	closed []error
}

// feed hands out the work.
func (p *pool[T]) feed() {
	defer close(p.todo)
	over := p.ctx.Done()
	if p.rest {
		over = nil
	}
	for i := range p.n {
		if p.rest || p.ctx.Err() == nil {
			select {
			case <-over:
			case <-p.stop:
			case p.todo <- i:
				continue
			}
		}
		for ; i < p.n; i++ {
			close(p.out[i])
		}
		return
	}
}

// start starts a worker.
func (p *pool[T]) start() {
	p.live.Go(func() {
		left := make(chan struct{}) // closed: the worker is no longer waited for
		over := make(chan struct{})
		go func() {
			defer close(over)
			w := newWorker(p.o)
			for i := range p.todo {
				if !p.do(w, i, left) {
					_ = w.close()
					return
				}
			}
			p.mu.Lock()
			defer p.mu.Unlock()
			p.closed = append(p.closed, w.close())
		}()
		select {
		case <-left:
		case <-over:
		}
	})
}

// do does one piece of work; false if it took so long that another worker has
// taken the place of this one.
func (p *pool[T]) do(w *worker, i int, left chan struct{}) bool {
	ctx, end := limit.Begin(p.ctx, p.o.Timeout)
	defer end()
	var settled atomic.Bool
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(limit.Grace, func() {
			if settled.CompareAndSwap(false, true) {
				p.start()
				p.out[i] <- p.late(i, limit.Cause(ctx))
				close(left)
			}
		})
	})
	defer stop()
	v := p.work(ctx, w, i)
	if r := limit.Cause(ctx); r != nil && r.Memory {
		w.forget()
	}
	if !settled.CompareAndSwap(false, true) {
		return false
	}
	p.out[i] <- v
	return true
}
