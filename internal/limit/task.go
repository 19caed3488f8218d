package limit

import (
	"context"
	"sync/atomic"
	"time"
)

// task is a piece of work, as the watch on memory sees it.
type task struct {
	end   context.CancelCauseFunc
	start time.Time
	holds atomic.Int64 // bytes; see Meter.Holds
	ended atomic.Bool  // the watch has ended it
}

type taskKey struct{}

// Begin starts a piece of work that may take the given time, 0 for any, and
// that can be ended for the memory that it takes. The function ends it; it must
// be called when the work is over.
func Begin(ctx context.Context, timeout time.Duration) (context.Context, func()) {
	ctx, cancel := WithTimeout(ctx, timeout)
	ctx, end := context.WithCancelCause(ctx)
	t := &task{end: end, start: time.Now()}
	process.add(t)
	return context.WithValue(ctx, taskKey{}, t), func() {
		process.remove(t)
		end(nil)
		cancel()
	}
}
