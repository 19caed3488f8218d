package z3

/*
#include "glue.h"
*/
import "C"

import (
	"context"
	"sync"
	"time"
)

// running is the check in progress: the only part of a context that other
// goroutines may touch. Its lock is taken inside core.mu, never the other way.
type running struct {
	mu          sync.Mutex
	z3          C.Z3_context
	solver      C.Z3_solver // nil between checks
	number      uint64      // of the check, so that a late interrupt misses the next
	interrupted bool
}

// again is how often an interrupt is repeated: Z3 forgets one that comes before
// the check has got going.
const again = 2 * time.Millisecond

// begin announces a check. core.mu is held until after end.
func (r *running) begin(z C.Z3_context, s C.Z3_solver) {
	r.mu.Lock()
	r.z3, r.solver, r.interrupted = z, s, false
	r.number++
	r.mu.Unlock()
}

// end withdraws it and says whether it was interrupted.
func (r *running) end() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.solver = nil
	return r.interrupted
}

// current returns the number of the check in progress, 0 if there is none.
func (r *running) current() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.solver == nil {
		return 0
	}
	return r.number
}

// interrupt stops check n if it is still the one in progress.
func (r *running) interrupt(n uint64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.solver == nil || r.number != n {
		return false
	}
	r.interrupted = true
	// Not Z3_interrupt: that one also cancels what is not a check.
	C.Z3_solver_interrupt(r.z3, r.solver)
	return true
}

// stop interrupts check n until it has ended.
func (r *running) stop(n uint64) {
	for r.interrupt(n) {
		time.Sleep(again)
	}
}

// watch has the check in progress interrupted when ctx ends. The function it
// returns ends the watch; nothing is interrupted by it afterwards, since the
// check's number is never used again.
func (r *running) watch(ctx context.Context) func() bool {
	n := r.number // written by this goroutine in begin
	return context.AfterFunc(ctx, func() { r.stop(n) })
}

// Interrupt makes the check in progress answer Undef with ReasonInterrupted. It
// may be called from any goroutine and does not wait; without a check in
// progress it does nothing. To bound a check that is about to start, give
// CheckContext a context.Context.
func (c *Context) Interrupt() {
	if c == nil || c.core == nil {
		return
	}
	r := &c.core.run
	if n := r.current(); n != 0 {
		go r.stop(n)
	}
}
