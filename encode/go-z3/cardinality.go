package z3

/*
#include "glue.h"
*/
import "C"

// AtMost returns the formula that no more than n of the receiver and args are true.
func (a *AST) AtMost(n uint32, args ...*AST) *AST {
	return apply(operator{C.GZ3_ATMOST, "AtMost"}, uint(n), 0, join(a, args)...)
}

// AtLeast returns the formula that n or more of the receiver and args are true.
func (a *AST) AtLeast(n uint32, args ...*AST) *AST {
	return apply(operator{C.GZ3_ATLEAST, "AtLeast"}, uint(n), 0, join(a, args)...)
}
