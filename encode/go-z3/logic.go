package z3

/*
#include "glue.h"
*/
import "C"

// True returns the term true.
func (c *Context) True() *AST { return c.truth("True", true) }

// False returns the term false.
func (c *Context) False() *AST { return c.truth("False", false) }

func (c *Context) truth(op string, v bool) *AST {
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	return c.newAST(op, C.gz3_bool(k.z3, C.bool(v)), "")
}

// Distinct returns the formula that the receiver and args have pairwise different values.
func (a *AST) Distinct(args ...*AST) *AST {
	return apply(operator{C.GZ3_DISTINCT, "Distinct"}, 0, 0, join(a, args)...)
}

// Not returns the logical negation of the receiver.
func (a *AST) Not() *AST { return apply(operator{C.GZ3_NOT, "Not"}, 0, 0, a) }

// Eq returns the formula that both terms have the same value; they must have the same sort.
func (a *AST) Eq(a2 *AST) *AST { return apply(operator{C.GZ3_EQ, "Eq"}, 0, 0, a, a2) }

// Ite returns a2 where the receiver is true and a3 where it is false.
func (a *AST) Ite(a2, a3 *AST) *AST { return apply(operator{C.GZ3_ITE, "Ite"}, 0, 0, a, a2, a3) }

// Iff returns the formula that both truth values are the same.
func (a *AST) Iff(a2 *AST) *AST { return apply(operator{C.GZ3_IFF, "Iff"}, 0, 0, a, a2) }

// Implies returns the formula that the receiver implies a2.
func (a *AST) Implies(a2 *AST) *AST { return apply(operator{C.GZ3_IMPLIES, "Implies"}, 0, 0, a, a2) }

// Xor returns the formula that exactly one of the two is true.
func (a *AST) Xor(a2 *AST) *AST { return apply(operator{C.GZ3_XOR, "Xor"}, 0, 0, a, a2) }

// And returns the conjunction of the receiver and args.
func (a *AST) And(args ...*AST) *AST {
	return apply(operator{C.GZ3_AND, "And"}, 0, 0, join(a, args)...)
}

// Or returns the disjunction of the receiver and args.
func (a *AST) Or(args ...*AST) *AST {
	return apply(operator{C.GZ3_OR, "Or"}, 0, 0, join(a, args)...)
}
