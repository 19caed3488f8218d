package opinion

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fencewise/fencewise/internal/limit"
)

// Batch is N pieces of work that several workers do and whose results are handed out in order.
type Batch[T any] struct {
	N    int
	Work func(ctx context.Context, w *Worker, i int) T
	// Late returns the result of a piece of work that has not ended limit.Grace after its
	// context. Its own result is thrown away.
	Late func(i int, why *limit.Reached) T
	Emit func(i int, out T) error
	// Rest says to do the remaining pieces of work after the context has ended: each ends at
	// once, with a result that says why.
	Rest bool
}

// InOrder does a batch with as many workers as o says. It returns how many results it has
// handed out: fewer than N if the context has ended or Emit has failed.
func InOrder[T any](ctx context.Context, o Options, b Batch[T]) (done int, err error) {
	p := &pool[T]{Batch: b, o: o, stop: make(chan struct{}), todo: make(chan int), out: make([]chan T, b.N)}
	for i := range p.out {
		p.out[i] = make(chan T, 1)
	}
	go p.feed(ctx)
	for range min(o.workers(), b.N) {
		p.start(ctx)
	}
	for i := range b.N {
		v, ok := <-p.out[i]
		if !ok {
			break
		}
		if err = b.Emit(i, v); err != nil {
			break
		}
		done++
		if o.Step != nil {
			o.Step(done, b.N)
		}
	}
	close(p.stop)
	p.live.Wait()
	return done, errors.Join(append([]error{err}, p.closed...)...)
}

// pool is the workers of one batch.
type pool[T any] struct {
	Batch[T]
	o    Options
	stop chan struct{} // closed when no more results are needed
	todo chan int
	out  []chan T // closed without a value for work that was not done

	live   sync.WaitGroup // workers, without those that were left behind
	mu     sync.Mutex
	closed []error
}

// feed hands out the work.
func (p *pool[T]) feed(ctx context.Context) {
	defer close(p.todo)
	over := ctx.Done()
	if p.Rest {
		over = nil
	}
	for i := range p.N {
		if p.Rest || ctx.Err() == nil {
			select {
			case <-over:
			case <-p.stop:
			case p.todo <- i:
				continue
			}
		}
		for ; i < p.N; i++ {
			close(p.out[i])
		}
		return
	}
}

// start starts a worker.
func (p *pool[T]) start(ctx context.Context) {
	p.live.Go(func() {
		left := make(chan struct{}) // closed when the worker is left behind
		over := make(chan struct{})
		go func() {
			defer close(over)
			w := NewWorker(p.o)
			for i := range p.todo {
				if !p.do(ctx, w, i, left) {
					_ = w.Close()
					return
				}
			}
			p.mu.Lock()
			defer p.mu.Unlock()
			p.closed = append(p.closed, w.Close())
		}()
		select {
		case <-left:
		case <-over:
		}
	})
}

// do does one piece of work, which ends with all at the latest; false if it took so long that another worker has
// taken the place of this one.
func (p *pool[T]) do(all context.Context, w *Worker, i int, left chan struct{}) bool {
	ctx, end := limit.Begin(all, p.o.Timeout)
	defer end()
	var settled atomic.Bool
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(limit.Grace, func() {
			if settled.CompareAndSwap(false, true) {
				p.start(all)
				p.out[i] <- p.Late(i, limit.Cause(ctx))
				close(left)
			}
		})
	})
	defer stop()
	v := p.Work(ctx, w, i)
	if r := limit.Cause(ctx); r != nil && r.Memory {
		w.forget()
	}
	if !settled.CompareAndSwap(false, true) {
		return false
	}
	p.out[i] <- v
	return true
}
