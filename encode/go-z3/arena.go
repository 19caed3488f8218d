package z3

/*
#include "glue.h"
*/
import "C"

import "unsafe"

// Scope runs f and then frees the terms that f has built, instead of leaving them
// to the garbage collector. Use it to build large formulas with little memory.
// Solvers and models that are made or used in f keep the terms that they need.
// Other terms that should outlive f must be Kept; the freed ones report ErrClosed.
//
// Scopes nest. Terms are freed also when f panics.
func (c *Context) Scope(f func()) {
	if c == nil || c.core == nil {
		f()
		return
	}
	c.core.mu.Lock()
	outer, nested := c.arena, c.inArena
	c.arena, c.inArena = nil, true
	c.core.mu.Unlock()

	defer func() {
		c.core.mu.Lock()
		defer c.core.mu.Unlock()
		inner := c.arena
		c.arena, c.inArena = outer, nested
		for _, a := range inner {
			if a.raw != nil && c.core.z3 != nil {
				C.gz3_release(c.core.z3, C.GZ3_AST, unsafe.Pointer(a.raw))
			}
			a.raw = nil
		}
	}()
	f()
}

// Keep returns a copy of the term that outlives the Scope in which it was built.
func (a *AST) Keep() *AST {
	const op = "Keep"
	if a == nil {
		return (*Context)(nil).failed(a.check(nil, op))
	}
	c := a.ctx
	if a.err != nil {
		return a
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	if a.raw == nil {
		return c.failed(c.leaveClosed(op))
	}
	t := C.gz3_ref(k.z3, a.raw)
	saved := c.inArena
	c.inArena = false // outside of every Scope: the collector frees it
	kept := c.wrap(t.ast)
	kept.decl = a.decl
	c.inArena = saved
	c.leave(op, C.Z3_OK, "")
	return kept
}
