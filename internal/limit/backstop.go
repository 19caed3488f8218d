package limit

import (
	"context"
	"time"
)

// Grace is how long after the end of its context a piece of work may still
// take: it looks at the context often, so that more means that something does
// not look. Then others go on without it; see package run. Late is the same for
// a whole command, which has to write down what was found: then the process
// ends. Both are well within the second that is promised.
const (
	Grace = 350 * time.Millisecond
	Late  = 600 * time.Millisecond
)

type backstopKey struct{}

// WithBackstop makes [Backstop] call over when a context derived from the
// result has been over for [Late].
func WithBackstop(ctx context.Context, over func(*Reached)) context.Context {
	return context.WithValue(ctx, backstopKey{}, over)
}

// Backstop ends the process soon after ctx is over, whatever it is doing. The
// returned function cancels that.
func Backstop(ctx context.Context) (stop func()) {
	over := BackstopOf(ctx)
	done := make(chan struct{})
	before := context.AfterFunc(ctx, func() {
		select {
		case <-done:
		case <-time.After(Late):
			over(Cause(ctx))
		}
	})
	return func() {
		before()
		close(done)
	}
}

// BackstopOf returns the function given to [WithBackstop], or one that does nothing.
func BackstopOf(ctx context.Context) func(*Reached) {
	if over, ok := ctx.Value(backstopKey{}).(func(*Reached)); ok {
		return over
	}
	return func(*Reached) {}
}
