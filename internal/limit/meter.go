package limit

import (
	"context"
	"fmt"
)

// checkInterval is how much work lies between two looks at the context: well below a
// millisecond where a unit takes some nanoseconds.
const checkInterval = 1 << 14

// Meter counts work and ends it when its context is over. A nil Meter never
// ends anything. It belongs to one goroutine.
type Meter struct {
	ctx  context.Context
	left int
	task *task // whose work it is; nil outside of one
	size func() int
}

// For returns a meter for work that ends with ctx; nil if ctx never ends.
func For(ctx context.Context) *Meter {
	if ctx.Done() == nil {
		return nil
	}
	t, _ := ctx.Value(taskKey{}).(*task)
	return &Meter{ctx: ctx, task: t, left: checkInterval}
}

// Work counts n units of work, of some nanoseconds each. It does not return if
// the context is over: see [Catch].
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

// Holds sets the function that returns the memory of the work, in bytes. When
// memory runs out, the piece of work that holds most is ended first.
func (m *Meter) Holds(size func() int) {
	if m != nil {
		m.size = size
	}
}

// Need ends the work if n more bytes would exceed the memory limit. It is
// called before a single large allocation.
func (m *Meter) Need(bytes int) {
	if m == nil || bytes < largeAllocation {
		return
	}
	m.checkContext()
	if r := m.Lacks(bytes); r != nil {
		panic(stop{r})
	}
}

// Lacks returns the memory limit if n more bytes would exceed it; nil if they
// fit.
func (m *Meter) Lacks(bytes int) *Reached {
	if m == nil || bytes < largeAllocation {
		return nil
	}
	return process.lacks(int64(bytes))
}

// largeAllocation is the smallest allocation that is checked against the memory of the
// process.
const largeAllocation = 1 << 22

// Stop ends the work because of a limit without a meter. It does not return:
// see [Catch].
func Stop(format string, args ...any) {
	panic(stop{&Reached{What: fmt.Sprintf(format, args...)}})
}

// Err returns why the context is over, without unwinding; nil while it is not.
func (m *Meter) Err() error {
	if m != nil {
		if r := Cause(m.ctx); r != nil {
			return r
		}
	}
	return nil
}

// stop is the value that a meter panics with.
type stop struct{ why *Reached }

// Catch turns the stop of a meter into an error. It must be deferred, with the
// address of the error result. Other panics continue.
func Catch(err *error) {
	if v := recover(); v != nil {
		r := Stopped(v)
		if r == nil {
			panic(v)
		}
		*err = r
	}
}

// Stopped returns the limit that a recovered value stands for; nil for the
// value of any other panic.
func Stopped(v any) *Reached {
	if s, ok := v.(stop); ok {
		return s.why
	}
	return nil
}

// Try calls f, and returns the stop of a meter in it as an error.
func Try(f func() error) (err error) {
	defer Catch(&err)
	return f()
}
