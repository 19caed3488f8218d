package z3

/*
#include "glue.h"
*/
import "C"

import (
	"runtime"
	"unsafe"
)

// AST is a term, or the declaration of a constant or function.
//
// A building method always returns a non-nil *AST. If it failed, that AST
// remembers why (Err), every term built from it fails with the same error, and
// a solver it is asserted in refuses to answer.
type AST struct {
	ctx   *Context
	raw   C.Z3_ast // nil when failed or released
	err   *Error   // why there is no term
	decl  bool     // a declaration: has a name, but no value to compute with
	clean runtime.Cleanup
}

// Err returns why the term could not be built, or nil.
func (a *AST) Err() error {
	if a == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: "AST.Err", Message: "nil term", cause: ErrNil}
	}
	return a.err.orNil()
}

// Context returns the context the term belongs to.
func (a *AST) Context() *Context {
	if a == nil {
		return nil
	}
	return a.ctx
}

// newAST ends the step that made t and returns the term, which takes over t's
// reference. msg replaces Z3's message if it is not empty.
func (c *Context) newAST(op string, t C.gz3_term, msg string) *AST {
	if t.code != C.Z3_OK {
		return &AST{ctx: c, err: c.leave(op, t.code, msg)}
	}
	a := c.wrap(t.ast)
	c.leave(op, C.Z3_OK, "")
	return a
}

// wrap returns the Go object for a referenced term. core.mu must be held.
func (c *Context) wrap(raw C.Z3_ast) *AST {
	a := &AST{ctx: c, raw: raw}
	if c.inArena {
		c.arena = append(c.arena, a) // released at the end of the Scope
		return a
	}
	a.clean = runtime.AddCleanup(a, c.core.enqueue, garbage{C.GZ3_AST, unsafe.Pointer(raw)})
	return a
}

// failed returns a term that stands for one that could not be built.
func (c *Context) failed(err *Error) *AST { return &AST{ctx: c, err: err} }

// check returns an error if an operation of c cannot use a as a value. handles checks
// again after the lock was taken.
func (a *AST) check(c *Context, op string) *Error {
	switch {
	case a == nil:
		return c.fail(op, ErrorCodeInvalidArg, "nil term", ErrNil)
	case a.err != nil:
		return a.err
	case a.ctx != c:
		return c.fail(op, ErrorCodeInvalidArg, "term "+ErrForeign.Error(), ErrForeign)
	case a.decl:
		return c.fail(op, ErrorCodeInvalidArg, "a declaration is not a term", nil)
	}
	return nil
}

// read runs f on the term's handle under the lock.
func (a *AST) read(op string, f func(k *core, raw C.Z3_ast) C.uint) *Error {
	if a == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: op, Message: "nil term", cause: ErrNil}
	}
	if a.err != nil {
		return a.err
	}
	k, err := a.ctx.enter(op)
	if err != nil {
		return err
	}
	if a.raw == nil {
		return a.ctx.leaveClosed(op)
	}
	return a.ctx.leave(op, f(k, a.raw), "")
}

// String returns the term in SMT-LIB syntax, or the error of a failed one.
func (a *AST) String() string {
	var s string
	err := a.read("AST.String", func(k *core, raw C.Z3_ast) C.uint {
		s = C.GoString(C.Z3_ast_to_string(k.z3, raw))
		return C.Z3_OK
	})
	if err != nil {
		return "(error " + err.Error() + ")"
	}
	return s
}

// DeclName returns the name of the declaration at the head of the term. For a
// constant this is its name. It returns nil if the term has no such declaration.
func (a *AST) DeclName() *Symbol {
	const op = "DeclName"
	var s C.Z3_symbol
	err := a.read(op, func(k *core, raw C.Z3_ast) C.uint {
		t := C.gz3_decl_of(k.z3, raw)
		if t.code == C.Z3_OK {
			s = C.Z3_get_decl_name(k.z3, C.Z3_func_decl(unsafe.Pointer(t.ast)))
			C.gz3_release(k.z3, C.GZ3_AST, unsafe.Pointer(t.ast))
		}
		return t.code
	})
	if err != nil {
		return nil
	}
	return &Symbol{ctx: a.ctx, raw: s}
}

// Sort returns the sort of the term.
func (a *AST) Sort() *Sort {
	const op = "AST.Sort"
	if a == nil {
		return &Sort{err: a.check(nil, op)}
	}
	if err := a.check(a.ctx, op); err != nil {
		return &Sort{ctx: a.ctx, err: err}
	}
	k, err := a.ctx.enter(op)
	if err != nil {
		return &Sort{ctx: a.ctx, err: err}
	}
	if a.raw == nil {
		return &Sort{ctx: a.ctx, err: a.ctx.leaveClosed(op)}
	}
	return a.ctx.newSort(op, C.gz3_sort_of(k.z3, a.raw))
}
