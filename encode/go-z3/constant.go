package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"strings"
	"unsafe"
)

// Const returns the constant (a free variable of the formula) of the given name
// and sort. Equal name and sort give the same constant.
func (c *Context) Const(s *Symbol, typ *Sort) *AST {
	const op = "Const"
	if err := s.check(c, op); err != nil {
		return c.failed(err)
	}
	if err := typ.check(c, op); err != nil {
		return c.failed(err)
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	return c.newAST(op, C.gz3_const(k.z3, s.raw, typ.raw), "")
}

// FreshConst returns a new constant, whose name is prefix and a number.
func (c *Context) FreshConst(prefix string, typ *Sort) *AST {
	const op = "FreshConst"
	if err := typ.check(c, op); err != nil {
		return c.failed(err)
	}
	return c.withText(op, prefix, func(k *core, s *C.char) C.gz3_term {
		return C.gz3_fresh_const(k.z3, s, typ.raw)
	})
}

// Int returns the number v in an integer, real or bit-vector sort, exactly.
func (c *Context) Int(v int, typ *Sort) *AST { return c.int64("Int", int64(v), typ) }

// Int64 returns the number v in an integer, real or bit-vector sort.
func (c *Context) Int64(v int64, typ *Sort) *AST { return c.int64("Int64", v, typ) }

func (c *Context) int64(op string, v int64, typ *Sort) *AST {
	if err := typ.check(c, op); err != nil {
		return c.failed(err)
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	return c.newAST(op, C.gz3_int64(k.z3, C.int64_t(v), typ.raw), "")
}

// Uint64 returns the number v in an integer, real or bit-vector sort.
func (c *Context) Uint64(v uint64, typ *Sort) *AST {
	const op = "Uint64"
	if err := typ.check(c, op); err != nil {
		return c.failed(err)
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	return c.newAST(op, C.gz3_uint64(k.z3, C.uint64_t(v), typ.raw), "")
}

// Numeral returns the number written in text, such as "-12" or, for reals,
// "1/3" and "0.5"; it may be of any size.
func (c *Context) Numeral(text string, typ *Sort) *AST {
	const op = "Numeral"
	if err := typ.check(c, op); err != nil {
		return c.failed(err)
	}
	return c.withText(op, text, func(k *core, s *C.char) C.gz3_term {
		return C.gz3_numeral(k.z3, s, typ.raw)
	})
}

// withText returns the term that f makes from a text.
func (c *Context) withText(op, text string, f func(*core, *C.char) C.gz3_term) *AST {
	if strings.IndexByte(text, 0) >= 0 {
		return c.failed(c.fail(op, ErrorCodeInvalidArg, "the text holds a NUL byte", nil))
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	cs := C.CString(text)
	defer C.free(unsafe.Pointer(cs))
	return c.newAST(op, f(k, cs), "")
}
