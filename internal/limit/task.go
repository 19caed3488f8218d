package limit

import (
	"context"
	"sync/atomic"
	"time"
)

// task is a piece of work, as the watch on memory sees it.
type task struct {
	context.Context // of the work

	end       context.CancelCauseFunc
	start     time.Time
	holds     atomic.Int64 // bytes; see Meter.Holds
	ended     atomic.Bool  // the watch has ended it
	isCommand bool         // it is a command, which other pieces of work are part of
}

type taskKey struct{}

// Begin starts a piece of work with a time limit (0 for none); it can also be
// ended for its memory. The returned function must be called when the work is
// over.
func Begin(ctx context.Context, timeout time.Duration) (context.Context, func()) {
	return begin(ctx, timeout, &task{start: time.Now()})
}

// BeginCommand is Begin for a whole command. It is ended for its memory only
// when no other piece of work is left to end.
func BeginCommand(ctx context.Context, timeout time.Duration) (context.Context, func()) {
	return begin(ctx, timeout, &task{start: time.Now(), isCommand: true})
}

func begin(ctx context.Context, timeout time.Duration, t *task) (context.Context, func()) {
	t.Context, t.end = context.WithCancelCause(ctx)
	process.add(t)
	if timeout <= 0 {
		return t, func() {
			process.remove(t)
			t.end(nil)
		}
	}
	within, cancel := WithTimeout(t, timeout)
	return within, func() {
		process.remove(t)
		cancel()
		t.end(nil)
	}
}

// Value finds the task itself; everything else is the business of its parent.
func (t *task) Value(key any) any {
	if key == (taskKey{}) {
		return t
	}
	return t.Context.Value(key)
}
