package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"math"
	"strconv"
	"strings"
	"unsafe"
)

// Symbol is a name: a text or an integer. Symbols live as long as their
// context.
type Symbol struct {
	ctx *Context
	raw C.Z3_symbol
	err *Error // why there is no symbol
}

// Symbol returns the symbol spelled name.
func (c *Context) Symbol(name string) *Symbol {
	const op = "Symbol"
	if strings.IndexByte(name, 0) >= 0 {
		return &Symbol{ctx: c, err: c.fail(op, ErrorCodeInvalidArg, "name holds a NUL byte", nil)}
	}
	k, err := c.enter(op)
	if err != nil {
		return &Symbol{ctx: c, err: err}
	}
	cs := C.CString(name)
	defer C.free(unsafe.Pointer(cs))
	s := &Symbol{ctx: c, raw: C.Z3_mk_string_symbol(k.z3, cs)}
	s.err = c.leave(op, C.uint(C.Z3_get_error_code(k.z3)), "")
	return s
}

// maxSymbolInt is Z3's bound for integer symbols: 0 <= i < 2^30.
const maxSymbolInt = 1<<30 - 1

// SymbolInt returns the symbol with the number name, from 0 to 2^30-1.
func (c *Context) SymbolInt(name int) *Symbol {
	const op = "SymbolInt"
	if name < 0 || name > maxSymbolInt || name > math.MaxInt32 {
		return &Symbol{ctx: c, err: c.fail(op, ErrorCodeInvalidArg,
			strconv.Itoa(name)+" is not between 0 and 2^30-1", nil)}
	}
	k, err := c.enter(op)
	if err != nil {
		return &Symbol{ctx: c, err: err}
	}
	s := &Symbol{ctx: c, raw: C.Z3_mk_int_symbol(k.z3, C.int(name))}
	s.err = c.leave(op, C.uint(C.Z3_get_error_code(k.z3)), "")
	return s
}

// String returns the name; a numbered symbol n prints as Z3 prints it, "k!n".
func (s *Symbol) String() string {
	const op = "Symbol.String"
	if s == nil || s.err != nil {
		return ""
	}
	k, err := s.ctx.enter(op)
	if err != nil {
		return ""
	}
	defer s.ctx.leave(op, C.Z3_OK, "")
	return symbolText(k, s.raw)
}

// symbolText returns the text of a symbol. k.mu must be held.
func symbolText(k *core, s C.Z3_symbol) string {
	if C.Z3_get_symbol_kind(k.z3, s) == C.Z3_INT_SYMBOL {
		return "k!" + strconv.Itoa(int(C.Z3_get_symbol_int(k.z3, s)))
	}
	return C.GoString(C.Z3_get_symbol_string(k.z3, s))
}

// check returns an error if an operation of c cannot use s.
func (s *Symbol) check(c *Context, op string) *Error {
	switch {
	case s == nil:
		return c.fail(op, ErrorCodeInvalidArg, "nil symbol", ErrNil)
	case s.err != nil:
		return s.err
	case s.ctx != c:
		return c.fail(op, ErrorCodeInvalidArg, "symbol "+ErrForeign.Error(), ErrForeign)
	}
	return nil
}
