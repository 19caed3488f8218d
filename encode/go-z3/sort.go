package z3

/*
#include "glue.h"
*/
import "C"

import (
	"runtime"
	"unsafe"
)

// Sort is the type of a term.
type Sort struct {
	ctx *Context
	raw C.Z3_sort
	err *Error // why there is no sort
}

// BoolSort returns the sort of truth values.
func (c *Context) BoolSort() *Sort { return c.sort("BoolSort", C.GZ3_SORT_BOOL, 0) }

// IntSort returns the sort of unbounded integers.
func (c *Context) IntSort() *Sort { return c.sort("IntSort", C.GZ3_SORT_INT, 0) }

// RealSort returns the sort of real numbers.
func (c *Context) RealSort() *Sort { return c.sort("RealSort", C.GZ3_SORT_REAL, 0) }

// BVSort returns the sort of bit-vectors of the given width, at least 1.
func (c *Context) BVSort(width uint) *Sort {
	const op = "BVSort"
	if width == 0 || width > maxWidth {
		return &Sort{ctx: c, err: c.fail(op, ErrorCodeInvalidArg, "width out of range", nil)}
	}
	return c.sort(op, C.GZ3_SORT_BV, width)
}

// UninterpretedSort returns the uninterpreted sort of the given name, which has only
// equality.
func (c *Context) UninterpretedSort(name *Symbol) *Sort {
	const op = "UninterpretedSort"
	if err := name.check(c, op); err != nil {
		return &Sort{ctx: c, err: err}
	}
	k, err := c.enter(op)
	if err != nil {
		return &Sort{ctx: c, err: err}
	}
	return c.newSort(op, C.gz3_uninterpreted_sort(k.z3, name.raw))
}

// String returns the sort in SMT-LIB syntax.
func (s *Sort) String() string {
	const op = "Sort.String"
	if s == nil || s.err != nil {
		return ""
	}
	k, err := s.ctx.enter(op)
	if err != nil {
		return ""
	}
	defer s.ctx.leave(op, C.Z3_OK, "")
	return C.GoString(C.Z3_sort_to_string(k.z3, s.raw))
}

func (c *Context) sort(op string, kind C.int, width uint) *Sort {
	k, err := c.enter(op)
	if err != nil {
		return &Sort{ctx: c, err: err}
	}
	return c.newSort(op, C.gz3_sort(k.z3, kind, C.uint(width)))
}

// newSort ends the step that made t and returns the sort.
func (c *Context) newSort(op string, t C.gz3_term) *Sort {
	if err := c.leave(op, t.code, ""); err != nil {
		return &Sort{ctx: c, err: err}
	}
	s := &Sort{ctx: c, raw: C.Z3_sort(unsafe.Pointer(t.ast))}
	runtime.AddCleanup(s, c.core.enqueue, garbage{C.GZ3_AST, unsafe.Pointer(t.ast)})
	return s
}

// check returns an error if an operation of c cannot use s.
func (s *Sort) check(c *Context, op string) *Error {
	switch {
	case s == nil:
		return c.fail(op, ErrorCodeInvalidArg, "nil sort", ErrNil)
	case s.err != nil:
		return s.err
	case s.ctx != c:
		return c.fail(op, ErrorCodeInvalidArg, "sort "+ErrForeign.Error(), ErrForeign)
	}
	return nil
}
