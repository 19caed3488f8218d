package z3

/*
#include "glue.h"
*/
import "C"

// Add returns the sum of the receiver and args.
func (a *AST) Add(args ...*AST) *AST {
	return apply(operator{C.GZ3_ADD, "Add"}, 0, 0, join(a, args)...)
}

// Sub returns the receiver minus each of args.
func (a *AST) Sub(args ...*AST) *AST {
	return apply(operator{C.GZ3_SUB, "Sub"}, 0, 0, join(a, args)...)
}

// Mul returns the product of the receiver and args.
func (a *AST) Mul(args ...*AST) *AST {
	return apply(operator{C.GZ3_MUL, "Mul"}, 0, 0, join(a, args)...)
}

// Lt returns the formula that the receiver is less than a2.
func (a *AST) Lt(a2 *AST) *AST { return apply(operator{C.GZ3_LT, "Lt"}, 0, 0, a, a2) }

// Le returns the formula that the receiver is at most a2.
func (a *AST) Le(a2 *AST) *AST { return apply(operator{C.GZ3_LE, "Le"}, 0, 0, a, a2) }

// Gt returns the formula that the receiver is greater than a2.
func (a *AST) Gt(a2 *AST) *AST { return apply(operator{C.GZ3_GT, "Gt"}, 0, 0, a, a2) }

// Ge returns the formula that the receiver is at least a2.
func (a *AST) Ge(a2 *AST) *AST { return apply(operator{C.GZ3_GE, "Ge"}, 0, 0, a, a2) }

// The following operators do not exist upstream.

// Neg returns the receiver with its sign changed.
func (a *AST) Neg() *AST { return apply(operator{C.GZ3_NEG, "Neg"}, 0, 0, a) }

// Div returns the quotient. For integers it is that of SMT-LIB's div, for reals it is
// exact.
func (a *AST) Div(a2 *AST) *AST { return apply(operator{C.GZ3_DIV, "Div"}, 0, 0, a, a2) }

// Mod returns the remainder of integers that is never negative.
func (a *AST) Mod(a2 *AST) *AST { return apply(operator{C.GZ3_MOD, "Mod"}, 0, 0, a, a2) }

// Rem returns the remainder of integers with the sign of the divisor applied.
func (a *AST) Rem(a2 *AST) *AST { return apply(operator{C.GZ3_REM, "Rem"}, 0, 0, a, a2) }
