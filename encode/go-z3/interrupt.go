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

// running holds the check in progress, which is the only part of a context that other
// goroutines may access. Its lock is taken while core.mu is held, never the other way
// round.
type running struct {
	mu          sync.Mutex
	z3          C.Z3_context
	solver      C.Z3_solver // nil between checks
	number      uint64      // the number of the check, so that a late interrupt does not hit the next one
	interrupted bool
}

// again is the time between repeated interrupts: Z3 ignores one that comes before the
// check has really started.
const again = 2 * time.Millisecond

// begin records that a check begins. core.mu must be held until after end.
func (r *running) begin(z C.Z3_context, s C.Z3_solver) {
	r.mu.Lock()
	r.z3, r.solver, r.interrupted = z, s, false
	r.number++
	r.mu.Unlock()
}

// end records that the check has ended, and returns whether it was interrupted.
func (r *running) end() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.solver = nil
	return r.interrupted
}

// current returns the number of the check in progress, or 0.
func (r *running) current() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.solver == nil {
		return 0
	}
	return r.number
}

// interrupt interrupts check n if it is still in progress, and returns whether it is.
func (r *running) interrupt(n uint64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.solver == nil || r.number != n {
		return false
	}
	r.interrupted = true
	// Z3_interrupt would also cancel what is not a check.
	C.Z3_solver_interrupt(r.z3, r.solver)
	return true
}

// stop interrupts check n repeatedly until it has ended.
func (r *running) stop(n uint64) {
	for r.interrupt(n) {
		time.Sleep(again)
	}
}

// watch interrupts the check in progress when ctx ends. The returned function ends the
// watch. After that nothing is interrupted, since the check's number is never used
// again.
func (r *running) watch(ctx context.Context) func() bool {
	n := r.number // this goroutine has written it in begin
	return context.AfterFunc(ctx, func() { r.stop(n) })
}

// Interrupt makes the check in progress answer Undef with ReasonInterrupted. Any
// goroutine may call it. It does not wait, and does nothing if no check is in progress.
// To bound a check that is about to start, pass a context.Context to CheckContext.
func (c *Context) Interrupt() {
	if c == nil || c.core == nil {
		return
	}
	r := &c.core.run
	if n := r.current(); n != 0 {
		go r.stop(n)
	}
}
