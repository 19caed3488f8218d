package limit

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// The watch reads the size of the process from the operating system, because the solver's
// memory is not Go's. Near the limit it makes Go collect garbage more often. If that does
// not help, it ends the piece of work that holds most memory.

const (
	taskLimit    = 0.85 // fraction of the limit at which a piece of work is ended
	processLimit = 1.05 // fraction of the limit at which the process is ended, because no work has ended
	maxGrowth    = 4e9  // bytes per second: processes grow more slowly than this
	maxWait      = 100 * time.Millisecond
	minWait      = 2 * time.Millisecond
	graceTime    = 500 * time.Millisecond // how long a piece of work may take to end before the next one is ended
)

// process is the only watch of this process.
var process watch

type watch struct {
	mu        sync.Mutex
	tasks     map[*task]bool
	limit     int64 // bytes; 0 if nothing is watched
	name      string
	space     int64 // the limit on the address space; 0 for none
	lastEnded time.Time
	goLimit   int64 // the limit on Go's memory that was set last
}

// Watch sets the limit on the memory of the process and starts to watch it. name is the
// name of the limit in reasons. If the limit is exceeded although work should have ended,
// Watch calls over. Watch must be called only once.
func Watch(bytes int64, name string, over func(*Reached)) {
	w := &process
	w.mu.Lock()
	w.limit, w.name, w.space = bytes, name, addressSpace()
	w.mu.Unlock()
	debug.SetMemoryLimit(bytes * 3 / 4)
	go func() {
		wait := maxWait / 5
		for {
			time.Sleep(wait)
			wait = w.check(over)
		}
	}()
}

func (w *watch) add(t *task) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.tasks == nil {
		w.tasks = map[*task]bool{}
	}
	w.tasks[t] = true
}

// contains notes that the task of a context consists of other pieces of work.
func (w *watch) contains(ctx context.Context) {
	if t, ok := ctx.Value(taskKey{}).(*task); ok {
		w.mu.Lock()
		defer w.mu.Unlock()
		t.isCommand = true
	}
}

func (w *watch) remove(t *task) {
	w.mu.Lock()
	delete(w.tasks, t)
	w.mu.Unlock()
	if t.ended.Load() {
		debug.FreeOSMemory()
		w.mu.Lock()
		w.lastEnded = time.Now() // its memory has become free only now
		w.mu.Unlock()
	}
}

// reached returns the memory limit as a reason.
func (w *watch) reached() *Reached {
	return &Reached{What: fmt.Sprintf("memory limit reached (%s)", w.name), Memory: true}
}

// lacks returns the limit if so many more bytes would exceed it, and nil otherwise.
func (w *watch) lacks(bytes int64) *Reached {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.limit == 0 {
		return nil
	}
	m := measure()
	if m.resident-m.reusable+bytes > w.limit || w.space > 0 && m.virtual-m.free+bytes > w.space*9/10 {
		return w.reached()
	}
	return nil
}

// check compares the memory of the process with the limit and acts on it. It returns the
// time until the next check.
func (w *watch) check(over func(*Reached)) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := measure()
	used, limit := m.resident, w.limit
	if w.space > 0 { // exceeding the address space would kill the process, too
		if v := m.virtual - m.free; float64(v)/float64(w.space) > float64(used)/float64(limit) {
			used, limit = v, w.space
		}
	}
	w.collect(m)
	at := int64(taskLimit * float64(limit))
	switch {
	case used < at:
		return min(maxWait, max(minWait, time.Duration(float64(at-used)/maxGrowth*float64(time.Second))))
	case time.Since(w.lastEnded) > graceTime && w.endHeaviest():
		w.lastEnded = time.Now()
	case used > int64(processLimit*float64(limit)) && time.Since(w.lastEnded) > graceTime:
		over(w.reached())
	}
	return minWait
}

// collect sets Go's memory limit to what the limit leaves after the memory that is not
// Go's, so that garbage alone never ends a piece of work.
func (w *watch) collect(m memory) {
	if m.resident < w.limit/2 {
		return
	}
	other := max(0, m.resident-m.goResident)
	goal := max(int64((taskLimit-0.05)*float64(w.limit))-other, w.limit/16)
	if d := goal - w.goLimit; d > w.limit/50 || d < -w.limit/50 {
		w.goLimit = goal
		debug.SetMemoryLimit(goal)
	}
}

// endsBefore reports whether a should be ended before b.
func endsBefore(a, b *task) bool {
	x, y := a.holds.Load(), b.holds.Load()
	switch {
	case a.isCommand != b.isCommand:
		return b.isCommand
	case x != y:
		return x > y
	}
	return a.start.Before(b.start)
}

// endHeaviest ends the piece of work that holds most memory, and of equal ones the oldest.
// It returns false if all have been ended already.
func (w *watch) endHeaviest() bool {
	var worst *task
	for t := range w.tasks {
		if t.ended.Load() {
			continue
		}
		if worst == nil || endsBefore(t, worst) {
			worst = t
		}
	}
	if worst == nil {
		return false
	}
	worst.ended.Store(true)
	worst.end(w.reached())
	return true
}
