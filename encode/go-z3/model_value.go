package z3

/*
#include "glue.h"
*/
import "C"

import "unsafe"

// Eval returns the value of c in the model. It uses default values for what the model
// does not determine.
func (m *Model) Eval(c *AST) *AST { return m.EvalCompletion(c, true) }

// EvalCompletion does the same as Eval, but uses default values only if completion is
// true. Otherwise the result may be a term that is not a value.
func (m *Model) EvalCompletion(a *AST, completion bool) *AST {
	const op = "Eval"
	if m == nil {
		c := contextOf([]*AST{a})
		return c.failed(c.fail(op, ErrorCodeInvalidArg, "nil model", ErrNil))
	}
	c := m.ctx
	if a != nil && a.decl && a.err == nil && a.ctx == c {
		a = (&FuncDecl{a}).Apply() // a ConstDecl stands for its constant
	}
	if err := a.check(c, op); err != nil {
		return c.failed(err)
	}
	k, err := m.enter(op)
	if err != nil {
		return c.failed(err)
	}
	if a.raw == nil {
		return c.failed(c.leaveClosed(op))
	}
	t := C.gz3_eval(k.z3, m.raw, a.raw, C.bool(completion))
	return c.newAST(op, t, "")
}

// NumConsts returns the number of constants the model gives a value.
func (m *Model) NumConsts() uint {
	k, err := m.enter("NumConsts")
	if err != nil {
		return 0
	}
	defer k.mu.Unlock()
	return uint(C.Z3_model_get_num_consts(k.z3, m.raw))
}

// ConstDecl returns the declaration of constant idx, from 0 to NumConsts-1. It
// has a DeclName, and Eval gives its value.
func (m *Model) ConstDecl(idx uint) *AST {
	const op = "ConstDecl"
	k, err := m.enter(op)
	if err != nil {
		return m.context().failed(err)
	}
	if idx >= uint(C.Z3_model_get_num_consts(k.z3, m.raw)) {
		k.mu.Unlock()
		return m.ctx.failed(m.ctx.fail(op, ErrorCodeIOB, "no such constant", nil))
	}
	d := C.Z3_model_get_const_decl(k.z3, m.raw, C.uint(idx))
	return m.ctx.newDecl(op, C.gz3_ref(k.z3, C.Z3_ast(unsafe.Pointer(d)))).ast
}

// Assignments returns the values of the constants by name. Functions are in
// Functions. Constants of equal name and different sort share an entry.
func (m *Model) Assignments() map[string]*AST {
	k, err := m.enter("Assignments")
	if err != nil {
		return nil
	}
	defer k.mu.Unlock()
	n := uint(C.Z3_model_get_num_consts(k.z3, m.raw))
	all := make(map[string]*AST, n)
	for i := range n {
		d := C.Z3_model_get_const_decl(k.z3, m.raw, C.uint(i))
		v := C.Z3_model_get_const_interp(k.z3, m.raw, d)
		if v == nil { // the model says nothing about it
			continue
		}
		C.Z3_inc_ref(k.z3, v)
		all[symbolText(k, C.Z3_get_decl_name(k.z3, d))] = m.ctx.wrap(v)
	}
	return all
}

func (m *Model) context() *Context {
	if m == nil {
		return nil
	}
	return m.ctx
}
