package z3

/*
#include "glue.h"
#cgo noescape gz3_add_clauses
#cgo nocallback gz3_add_clauses
#cgo noescape gz3_check_lits
#cgo nocallback gz3_check_lits
*/
import "C"

import (
	"context"
	"strconv"
	"unsafe"
)

// MaxVar is the largest boolean variable. The tables of variables take 24 bytes for
// each variable up to the largest one used.
const MaxVar = 1 << 24

// AddClauses adds clauses to the current scope with one call into C.
//
// lits holds the clauses one after the other, each closed by a 0, as in DIMACS:
// v stands for the boolean variable v (from 1 to MaxVar) and -v for its
// negation. A lone 0 is the empty clause. Variable v is the boolean constant
// named by the integer symbol v: Lit(v), or Const(SymbolInt(v), BoolSort()).
//
// After an error it is unknown which clauses were added, and the solver counts as
// having lost an assertion.
func (s *Solver) AddClauses(lits []int32) error {
	const op = "AddClauses"
	was := s.suspect(op)
	k, err := s.enter(op)
	if err != nil {
		return s.lose(err)
	}
	if len(lits) == 0 {
		k.mu.Unlock()
		s.succeeded(was)
		return nil
	}
	s.changed()
	maxvar, bad := bound(lits)
	if bad >= 0 || lits[len(lits)-1] != 0 {
		k.mu.Unlock()
		msg := "the last clause is not closed by 0"
		if bad >= 0 {
			msg = outOfRange(lits[bad])
		}
		return s.lose(s.ctx.fail(op, ErrorCodeInvalidArg, msg, nil))
	}
	code := C.uint(C.Z3_MEMOUT_FAIL)
	if k.table() {
		code = C.gz3_add_clauses(k.z3, s.raw, k.lits,
			(*C.int32_t)(unsafe.Pointer(&lits[0])), C.size_t(len(lits)), C.int32_t(maxvar))
	}
	if err := s.ctx.leave(op, code, ""); err != nil {
		return s.lose(err)
	}
	s.succeeded(was)
	return nil
}

// CheckLits does the same as CheckContext, with the assumptions given as literals.
func (s *Solver) CheckLits(ctx context.Context, assumptions []int32) (LBool, error) {
	const op = "CheckLits"
	maxvar, bad := bound(assumptions)
	if bad < 0 {
		for i, l := range assumptions {
			if l == 0 {
				bad = i
				break
			}
		}
	}
	if bad >= 0 && s != nil {
		return s.refuse(s.ctx.fail(op, ErrorCodeInvalidArg, outOfRange(assumptions[bad]), nil))
	}
	return s.solve(ctx, op, func(k *core) (C.gz3_answer, bool) {
		if !k.table() {
			return C.gz3_answer{code: C.Z3_MEMOUT_FAIL}, true
		}
		s.core = len(assumptions)
		return C.gz3_check_lits(k.z3, s.raw, k.lits,
			(*C.int32_t)(unsafe.Pointer(unsafe.SliceData(assumptions))),
			C.size_t(len(assumptions)), C.int32_t(maxvar)), true
	})
}

// Lit returns the literal l as a term: variable l, or the negation of -l.
func (c *Context) Lit(l int32) *AST {
	const op = "Lit"
	if _, bad := bound([]int32{l}); bad >= 0 || l == 0 {
		return c.failed(c.fail(op, ErrorCodeInvalidArg, outOfRange(l), nil))
	}
	k, err := c.enter(op)
	if err != nil {
		return c.failed(err)
	}
	if !k.table() {
		return c.newAST(op, C.gz3_term{code: C.Z3_MEMOUT_FAIL}, "")
	}
	return c.newAST(op, C.gz3_lit(k.z3, k.lits, C.int32_t(l)), "")
}

// table makes the table of the variables' terms if it does not exist. It returns false
// if memory runs out. k.mu must be held.
func (k *core) table() bool {
	if k.lits == nil {
		k.lits = C.gz3_lits_new(k.z3)
	}
	return k.lits != nil
}

// bound returns the largest variable of lits, and the index of the first literal beyond
// MaxVar, or -1.
func bound(lits []int32) (maxvar int32, bad int) {
	for i, l := range lits {
		if l < 0 {
			l = -l
		}
		if uint32(l) > MaxVar { // also true of -2^31, which has no absolute value
			return 0, i
		}
		maxvar = max(maxvar, l)
	}
	return maxvar, -1
}

func outOfRange(l int32) string {
	return "literal " + strconv.Itoa(int(l)) + " is not between 1 and MaxVar in absolute value"
}
