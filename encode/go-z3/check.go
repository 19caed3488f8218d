package z3

/*
#include "glue.h"
#cgo noescape gz3_check
#cgo nocallback gz3_check
*/
import "C"

import (
	"context"
	"time"
	"unsafe"
)

// CheckContext checks whether the assertions can be satisfied together with the
// assumptions, which hold for this check only. The error is nil if and only if the
// answer is True or False. For Undef it is an *Unknown, which contains the reason.
// The check ends when ctx ends.
//
// Assumptions should be boolean constants or their negations.
func (s *Solver) CheckContext(ctx context.Context, assumptions ...*AST) (LBool, error) {
	return s.check(ctx, "CheckContext", assumptions)
}

func (s *Solver) check(ctx context.Context, op string, assumptions []*AST) (LBool, error) {
	if s == nil {
		return s.refuse(s.closed(op))
	}
	for _, a := range assumptions {
		if err := a.check(s.ctx, op); err != nil {
			return s.refuse(err)
		}
	}
	return s.solve(ctx, op, func(k *core) (C.gz3_answer, bool) {
		var few [8]C.Z3_ast
		raw, ok := handles(few[:0], assumptions)
		if !ok {
			return C.gz3_answer{}, false
		}
		s.core = len(raw)
		return C.gz3_check(k.z3, s.raw, C.uint(len(raw)), unsafe.SliceData(raw)), true
	})
}

// refuse returns the answer of a check that cannot be made because of err.
func (s *Solver) refuse(err *Error) (LBool, error) {
	if s != nil {
		s.changed()
		s.reason = ReasonError
	}
	return Undef, &Unknown{Reason: ReasonError, cause: err}
}

// solve makes one check. ask calls Z3 and returns false if something that it needs has
// been released.
func (s *Solver) solve(ctx context.Context, op string, ask func(*core) (C.gz3_answer, bool)) (LBool, error) {
	if s == nil {
		return s.refuse(s.closed(op))
	}
	if ctx == nil {
		ctx = context.Background()
	}
	if s.lost != nil {
		return s.refuse(s.ctx.report(&Error{
			Code: s.lost.err.Code, Op: op,
			Message: ErrLostAssertion.Error() + ": " + s.lost.err.Error(),
			cause:   &lostCause{s.lost.err},
		}))
	}
	s.changed()
	if err := ctx.Err(); err != nil {
		u := ended(err)
		s.reason = u.Reason
		return Undef, u
	}
	k, err := s.enter(op)
	if err != nil {
		return s.refuse(err)
	}
	start := time.Now()
	k.run.begin(k.z3, s.raw)
	if ctx.Done() != nil {
		defer k.run.watch(ctx)()
	}
	ans, ok := ask(k)
	interrupted := k.run.end()
	if !ok {
		return s.refuse(s.ctx.leaveClosed(op))
	}
	if ans.code == C.Z3_OK && ans.result != C.Z3_L_UNDEF {
		s.answer = LBool(ans.result)
		k.mu.Unlock()
		return s.answer, nil
	}

	detail := C.GoString(C.Z3_solver_get_reason_unknown(k.z3, s.raw))
	u := &Unknown{Detail: detail, Reason: s.classify(detail, interrupted, time.Since(start))}
	if err := s.ctx.leave(op, ans.code, ""); err != nil {
		u.cause = err
		u.Reason = ReasonError
		if err.Code == ErrorCodeMemoutFail {
			u.Reason = ReasonMemory
		}
	} else if interrupted && ctx.Err() != nil {
		e := ended(ctx.Err())
		u.Reason, u.cause = e.Reason, e.cause
	}
	s.reason = u.Reason
	return Undef, u
}

// lostCause makes errors.Is find both ErrLostAssertion and the error of the
// assertion.
type lostCause struct{ first *Error }

func (l *lostCause) Error() string   { return l.first.Error() }
func (l *lostCause) Unwrap() []error { return []error{ErrLostAssertion, l.first} }
