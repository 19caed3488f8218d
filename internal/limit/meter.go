package limit

import (
	"context"
	"fmt"
)

// checkInterval is the number of units of work between two checks of the context. This is
// well below a millisecond if a unit takes some nanoseconds.
const checkInterval = 1 << 14

// Meter counts work and ends it when its context has ended. A nil Meter never ends work.
// A Meter belongs to one goroutine.
type Meter struct {
	ctx  context.Context
	left int   // units until the next check
	task *task // the piece of work; nil if there is none
	size func() int
}

// For returns a meter for work that ends with ctx, or nil if ctx never ends.
func For(ctx context.Context) *Meter {
	if ctx.Done() == nil {
		return nil
	}
	t, _ := ctx.Value(taskKey{}).(*task)
	return &Meter{ctx: ctx, task: t, left: checkInterval}
}

// Work counts n units of work of some nanoseconds each. It does not return if the context
// has ended: see [Catch].
func (m *Meter) Work(n int) {
	if m == nil {
		return
	}
	if m.left -= n; m.left < 0 {
		m.checkContext()
	}
}

func (m *Meter) checkContext() {
	m.left = checkInterval
	if m.task != nil && m.size != nil {
		m.task.holds.Store(int64(m.size()))
	}
	if r := Cause(m.ctx); r != nil {
		panic(stop{r})
	}
}

// Holds sets the function that returns how much memory the work holds, in bytes. When
// memory runs out, the piece of work that holds most is ended first.
func (m *Meter) Holds(size func() int) {
	if m != nil {
		m.size = size
	}
}

// Need ends the work if so many more bytes would exceed the memory limit. Call it before a
// single large allocation.
func (m *Meter) Need(bytes int) {
	if m == nil || bytes < largeAllocation {
		return
	}
	m.checkContext()
	if r := m.Lacks(bytes); r != nil {
		panic(stop{r})
	}
}

// Lacks returns the memory limit if so many more bytes would exceed it, and nil otherwise.
func (m *Meter) Lacks(bytes int) *Reached {
	if m == nil || bytes < largeAllocation {
		return nil
	}
	return process.lacks(int64(bytes))
}

// largeAllocation is the smallest allocation that is checked against the memory of the
// process.
const largeAllocation = 1 << 22

// Stop ends the work because of a limit that no meter counts. It does not return: see
// [Catch].
func Stop(format string, args ...any) {
	panic(stop{&Reached{What: fmt.Sprintf(format, args...)}})
}

// Err returns why the context has ended, or nil if it has not. It does not unwind the
// stack.
func (m *Meter) Err() error {
	if m != nil {
		if r := Cause(m.ctx); r != nil {
			return r
		}
	}
	return nil
}

// stop is the value with which a meter panics.
type stop struct{ why *Reached }

// Catch turns the panic of a meter into an error. It must be deferred with the address of
// the error result. Other panics continue.
func Catch(err *error) {
	if v := recover(); v != nil {
		r := Stopped(v)
		if r == nil {
			panic(v)
		}
		*err = r
	}
}

// Stopped returns the limit in the recovered value of a meter's panic, and nil for the
// value of any other panic.
func Stopped(v any) *Reached {
	if s, ok := v.(stop); ok {
		return s.why
	}
	return nil
}

// Try calls f and returns its error. If a meter ends the work in f, it returns the limit.
func Try(f func() error) (err error) {
	defer Catch(&err)
	return f()
}
