package z3

/*
#include "glue.h"
#cgo noescape gz3_apply
#cgo nocallback gz3_apply
*/
import "C"

import (
	"fmt"
	"strings"
	"unsafe"
)

// operator identifies a way to build a term: Z3's constructor, and the name of the
// method, for errors.
type operator struct {
	code C.int
	name string
}

// contextOf returns the context of the first term that has one.
func contextOf(args []*AST) *Context {
	for _, a := range args {
		if a != nil && a.ctx != nil {
			return a.ctx
		}
	}
	return nil
}

// apply returns the term that op builds from args. p and q are the numbers of operators
// that have some. All builder methods use apply.
func apply(op operator, p, q uint, args ...*AST) *AST {
	c := contextOf(args)
	for _, a := range args {
		if err := a.check(c, op.name); err != nil {
			return c.failed(err)
		}
	}
	k, err := c.enter(op.name)
	if err != nil {
		return c.failed(err)
	}
	var few [8]C.Z3_ast // on the stack, and enough for most terms
	raw, ok := handles(few[:0], args)
	if !ok {
		return c.failed(c.leaveClosed(op.name))
	}
	t := C.gz3_apply(k.z3, op.code, C.uint(len(raw)), unsafe.SliceData(raw), C.uint(p), C.uint(q))
	msg := ""
	if t.bad > 0 {
		sort := C.Z3_get_sort(k.z3, raw[t.bad-1])
		msg = fmt.Sprintf("argument %d has sort %s", t.bad, C.GoString(C.Z3_sort_to_string(k.z3, sort)))
	}
	return c.newAST(op.name, t, msg)
}

// handles appends the handles of args to dst. It returns false if one of them has been
// released. core.mu must be held.
func handles(dst []C.Z3_ast, args []*AST) ([]C.Z3_ast, bool) {
	for _, a := range args {
		if a.raw == nil {
			return nil, false
		}
		dst = append(dst, a.raw)
	}
	return dst, true
}

// join returns the receiver of an n-ary method followed by its arguments.
func join(a *AST, rest []*AST) []*AST {
	return append(append(make([]*AST, 0, len(rest)+1), a), rest...)
}

// firstLine returns the first line of a message of Z3. It cuts off the list of all
// legal parameters that Z3 appends to some messages.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}
