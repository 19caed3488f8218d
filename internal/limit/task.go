package limit

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// task is a piece of work that the watch on memory can end.
type task struct {
	context.Context

	end       context.CancelCauseFunc
	start     time.Time
	holds     atomic.Int64 // bytes; see Meter.Holds
	ended     atomic.Bool  // set when the watch has ended it
	isCommand bool         // it is a whole command, or contains other pieces of work
}

type taskKey struct{}

// Begin starts a piece of work with a time limit (0 for none). The watch on memory can end
// it, too. The returned function must be called when the work is done.
func Begin(ctx context.Context, timeout time.Duration) (context.Context, func()) {
	return begin(ctx, timeout, &task{start: time.Now()})
}

// BeginCommand does the same as Begin for a whole command. The watch on memory ends it only
// when no other piece of work is left to end.
func BeginCommand(ctx context.Context, timeout time.Duration) (context.Context, func()) {
	return begin(ctx, timeout, &task{start: time.Now(), isCommand: true})
}

// BeginPart starts a part of a piece of work whose parts are done one after the other. left is
// how many there are from this one on: each has an equal share of the time that is left, so that
// the first does not take the time of the others. The watch on memory ends the part, and not what
// it is a part of.
func BeginPart(ctx context.Context, left int) (context.Context, func()) {
	process.contains(ctx)
	part, end := Begin(ctx, 0)
	deadline, limited := ctx.Deadline()
	if !limited || left < 2 {
		return part, end
	}
	share := (time.Until(deadline) / time.Duration(left)).Round(time.Millisecond)
	within, cancel := context.WithTimeoutCause(part, share, &Reached{What: fmt.Sprintf("time limit reached (%v, a share of --timeout)", share)})
	return within, func() {
		cancel()
		end()
	}
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

// Value returns the task itself for taskKey, and the parent's value for other keys.
func (t *task) Value(key any) any {
	if key == (taskKey{}) {
		return t
	}
	return t.Context.Value(key)
}
