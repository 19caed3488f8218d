package z3

/*
#include "glue.h"
*/
import "C"

// Simplify returns an equivalent term that is simpler to Z3's rewriter.
func (a *AST) Simplify() *AST {
	const op = "Simplify"
	if a == nil {
		return (*Context)(nil).failed(a.check(nil, op))
	}
	c := a.ctx
	if err := a.check(c, op); err != nil {
		return c.failed(err)
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	if a.raw == nil {
		return c.failed(c.leaveClosed(op))
	}
	return c.newAST(op, C.gz3_simplify(k.z3, a.raw), "")
}
