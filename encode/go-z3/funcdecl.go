package z3

/*
#include "glue.h"
#cgo noescape gz3_app
#cgo nocallback gz3_app
#cgo noescape gz3_decl
#cgo nocallback gz3_decl
*/
import "C"

import (
	"strconv"
	"unsafe"
)

// FuncDecl is an uninterpreted function: a name, the sorts of its arguments and
// the sort of its value.
type FuncDecl struct {
	ast *AST // holds the reference, and the error of a failed declaration
}

// FuncDecl declares the function name from domain to rng. Equal name and sorts
// give the same function.
func (c *Context) FuncDecl(name *Symbol, domain []*Sort, rng *Sort) *FuncDecl {
	const op = "FuncDecl"
	if err := name.check(c, op); err != nil {
		return &FuncDecl{c.failed(err)}
	}
	for _, s := range append(domain[:len(domain):len(domain)], rng) {
		if err := s.check(c, op); err != nil {
			return &FuncDecl{c.failed(err)}
		}
	}
	k, err := c.enter(op)
	if err != nil {
		return &FuncDecl{c.failed(err)}
	}
	raw := make([]C.Z3_sort, len(domain))
	for i, s := range domain {
		raw[i] = s.raw
	}
	t := C.gz3_decl(k.z3, name.raw, C.uint(len(raw)), unsafe.SliceData(raw), rng.raw)
	return c.newDecl(op, t)
}

// newDecl ends the step that made the declaration t.
func (c *Context) newDecl(op string, t C.gz3_term) *FuncDecl {
	a := c.newAST(op, t, "")
	a.decl = true
	return &FuncDecl{a}
}

// Apply returns the value of the function at args.
func (f *FuncDecl) Apply(args ...*AST) *AST {
	const op = "Apply"
	if f == nil || f.ast == nil {
		c := contextOf(args)
		return c.failed(c.fail(op, ErrorCodeInvalidArg, "nil function", ErrNil))
	}
	c := f.ast.ctx
	if f.ast.err != nil {
		return c.failed(f.ast.err)
	}
	for _, a := range args {
		if err := a.check(c, op); err != nil {
			return c.failed(err)
		}
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	raw, ok := handles(make([]C.Z3_ast, 0, len(args)), args)
	if !ok || f.ast.raw == nil {
		return c.failed(c.leaveClosed(op))
	}
	t := C.gz3_app(k.z3, f.raw(), C.uint(len(raw)), unsafe.SliceData(raw))
	msg := ""
	if t.bad > 0 {
		msg = "argument " + strconv.Itoa(int(t.bad)) + " has the wrong sort"
	} else if t.code == C.Z3_INVALID_ARG {
		msg = "wrong number of arguments: " + strconv.Itoa(len(args))
	}
	return c.newAST(op, t, msg)
}

// Name returns the function's name.
func (f *FuncDecl) Name() *Symbol {
	if f == nil {
		return nil
	}
	return f.ast.DeclName()
}

// Err returns why the function could not be declared, or nil.
func (f *FuncDecl) Err() error {
	if f == nil {
		return (*AST)(nil).Err()
	}
	return f.ast.Err()
}

// String returns the declaration in SMT-LIB syntax.
func (f *FuncDecl) String() string {
	if f == nil {
		return ""
	}
	return f.ast.String()
}

// raw returns the function's handle. core.mu must be held and the AST not released.
func (f *FuncDecl) raw() C.Z3_func_decl { return C.Z3_func_decl(unsafe.Pointer(f.ast.raw)) }
