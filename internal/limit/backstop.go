package limit

import (
	"context"
	"time"
)

// Grace is how long a piece of work may continue after its context has ended. Work checks
// its context often, so a longer time means that some code does not check it. Its caller
// then continues without the result. Late is the same for a whole command, which also has
// to write its results; after that time the process ends. Both are well below the
// promised second.
const (
	Grace = 350 * time.Millisecond
	Late  = 600 * time.Millisecond
)

type backstopKey struct{}

// WithBackstop returns a context that holds the function over. [Backstop] calls over for a
// context derived from it that ended [Late] ago.
func WithBackstop(ctx context.Context, over func(*Reached)) context.Context {
	return context.WithValue(ctx, backstopKey{}, over)
}

// Backstop makes the function of [WithBackstop] run when [Late] has passed since the end
// of ctx. That function ends the process, whatever it is doing. The returned function
// cancels this.
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

// BackstopOf returns the function that was given to [WithBackstop], or one that does
// nothing.
func BackstopOf(ctx context.Context) func(*Reached) {
	if over, ok := ctx.Value(backstopKey{}).(func(*Reached)); ok {
		return over
	}
	return func(*Reached) {}
}
