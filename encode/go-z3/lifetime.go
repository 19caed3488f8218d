package z3

/*
#include "glue.h"
#cgo noescape gz3_release_asts
#cgo nocallback gz3_release_asts
*/
import "C"

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// core is the part of a context that the clean-ups of the garbage collector may refer
// to. It must never refer to a *Context, an *AST, … or to the user's error handler,
// because these would then stay reachable for ever.
type core struct {
	mu   sync.Mutex   // held around every step into Z3
	z3   C.Z3_context // nil once closed
	lits *C.gz3_lits  // the terms of the boolean variables, made on first use

	// What the collector found unreachable. Clean-ups run on other goroutines,
	// which must not call Z3, so they only append here. The next operation
	// releases the references.
	gmu     sync.Mutex
	garbage []garbage
	dirty   atomic.Bool

	run running
}

// garbage is a reference to release.
type garbage struct {
	kind C.int
	ptr  unsafe.Pointer
}

// enqueue queues a reference to release. Clean-ups do nothing else.
func (k *core) enqueue(g garbage) {
	k.gmu.Lock()
	k.garbage = append(k.garbage, g)
	k.dirty.Store(true)
	k.gmu.Unlock()
}

// drain releases the queued references. k.mu must be held and k.z3 not be nil.
func (k *core) drain() {
	k.gmu.Lock()
	queue := k.garbage
	k.garbage = nil
	k.dirty.Store(false)
	k.gmu.Unlock()

	asts := make([]C.Z3_ast, 0, len(queue))
	for _, g := range queue {
		if g.kind == C.GZ3_AST {
			asts = append(asts, C.Z3_ast(g.ptr))
		} else {
			C.gz3_release(k.z3, g.kind, g.ptr)
		}
	}
	if len(asts) > 0 {
		C.gz3_release_asts(k.z3, C.size_t(len(asts)), &asts[0])
	}
}

// destroy deletes Z3's context and everything that belongs to it. It may be called any
// number of times.
func (k *core) destroy() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.z3 == nil {
		return
	}
	z := k.z3
	k.z3 = nil // from here on every operation returns ErrClosed
	C.gz3_lits_free(k.lits)
	k.lits = nil
	k.gmu.Lock()
	k.garbage = nil
	k.gmu.Unlock()
	C.Z3_del_context(z)
}

// enter begins a step. On success the lock is held, the context is open, and leave must
// follow. Handles may be read from their objects only after enter, because enter
// releases queued references.
func (c *Context) enter(op string) (*core, *Error) {
	if c == nil || c.core == nil {
		return nil, c.closed(op)
	}
	k := c.core
	k.mu.Lock()
	if k.z3 == nil {
		k.mu.Unlock()
		return nil, c.closed(op)
	}
	if k.dirty.Load() {
		k.drain()
	}
	return k, nil
}

// leave ends a step that Z3 answered with code. It reports an error, with Z3's message
// if msg is empty.
func (c *Context) leave(op string, code C.uint, msg string) *Error {
	k := c.core
	if code == C.Z3_OK {
		k.mu.Unlock()
		return nil
	}
	if msg == "" {
		msg = C.GoString(C.Z3_get_error_msg(k.z3, C.Z3_error_code(code)))
	}
	k.mu.Unlock()
	return c.report(&Error{Code: ErrorCode(code), Op: op, Message: firstLine(msg)})
}

// leaveClosed ends a step whose object turned out to be closed.
func (c *Context) leaveClosed(op string) *Error {
	c.core.mu.Unlock()
	return c.closed(op)
}
