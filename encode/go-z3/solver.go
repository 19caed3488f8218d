package z3

/*
#include "glue.h"
*/
import "C"

import (
	"context"
	"runtime"
	"time"
	"unsafe"
)

// Solver is a stack of assertions that can be checked.
type Solver struct {
	ctx   *Context
	raw   C.Z3_solver // nil once closed or when it could not be made
	err   *Error      // why it could not be made
	clean runtime.Cleanup

	scopes uint
	lost   *lost  // the assertion that is missing; nil for none
	doubt  lost   // what lost points to during a step
	answer LBool  // the answer of the latest check; Undef after any change
	core   int    // the number of assumptions of the latest check, an upper bound of its core
	reason Reason // why the latest check answered Undef

	// The limits that were set on the solver, 0 for none. Until one is set, the
	// context's limit holds.
	timeout                 time.Duration
	rlimit                  uint32
	timeoutTold, rlimitTold bool
}

// lost describes the first assertion that could not be added. It is cleared when the
// scope that should contain the assertion is closed.
type lost struct {
	err   *Error
	scope uint
}

// NewSolver returns a solver that chooses its strategy itself. It never returns nil: if
// Z3 cannot make a solver, the result answers every check with Undef.
//
// For many small problems, NewSolverForLogic with Push and Pop is faster by an
// order of magnitude.
func (c *Context) NewSolver() *Solver {
	return c.newSolver("NewSolver", C.GZ3_DEFAULT_SOLVER, nil)
}

func (c *Context) newSolver(op string, kind C.int, logic *Symbol) *Solver {
	k, err := c.enter(op)
	if err != nil {
		return &Solver{ctx: c, err: err}
	}
	var name C.Z3_symbol
	if logic != nil {
		name = logic.raw
	}
	o := C.gz3_mk_solver(k.z3, kind, name)
	if err := c.leave(op, o.code, ""); err != nil {
		return &Solver{ctx: c, err: err}
	}
	s := &Solver{ctx: c, raw: C.Z3_solver(o.ptr)}
	s.clean = runtime.AddCleanup(s, c.core.enqueue, garbage{C.GZ3_SOLVER, o.ptr})
	return s
}

// Close frees the solver. Models that it returned stay valid. Closing it again, or after
// its context, does nothing.
func (s *Solver) Close() error {
	if s == nil || s.ctx == nil || s.ctx.core == nil {
		return nil
	}
	k := s.ctx.core
	k.mu.Lock()
	defer k.mu.Unlock()
	if s.raw == nil {
		return nil
	}
	s.clean.Stop()
	if k.z3 != nil {
		C.gz3_release(k.z3, C.GZ3_SOLVER, unsafe.Pointer(s.raw))
	}
	s.raw = nil
	return nil
}

// enter does the same as Context.enter for a step on an open solver.
func (s *Solver) enter(op string) (*core, *Error) {
	if s == nil {
		return nil, (*Context)(nil).closed(op)
	}
	if s.err != nil {
		return nil, s.err
	}
	k, err := s.ctx.enter(op)
	if err != nil {
		return nil, err
	}
	if s.raw == nil {
		return nil, s.ctx.leaveClosed(op)
	}
	return k, nil
}

// changed clears the latest answer, because its model or core is no longer about the
// current assertions.
func (s *Solver) changed() {
	s.answer = Undef
	s.core = 0
	s.reason = ReasonNone
}

// suspect counts an assertion as lost until the step that begins is known to have
// succeeded: after an error the handler may use the solver, or panic, before the step
// could record the loss. It returns the argument for succeeded.
func (s *Solver) suspect(op string) (was *lost) {
	if s == nil {
		return nil
	}
	was = s.lost
	if was == nil {
		s.doubt = lost{&Error{Code: ErrorCodeException, Op: op, Message: "the step did not complete"}, s.scopes}
		s.lost = &s.doubt
	}
	return was
}

// succeeded undoes suspect.
func (s *Solver) succeeded(was *lost) { s.lost = was }

// lose records that an assertion is missing from the current scope.
func (s *Solver) lose(err *Error) *Error {
	if s == nil {
		return err
	}
	s.changed()
	if s.lost == nil || s.lost == &s.doubt || s.lost.scope > s.scopes {
		s.lost = &lost{err, s.scopes}
	}
	return err
}

// Assert adds a to the current scope. If this is not possible, because a is nil, failed,
// of another context or not boolean, the solver answers Undef with ErrLostAssertion until
// the scope is popped or the solver is reset.
func (s *Solver) Assert(a *AST) { s.assert("Assert", a, nil) }

func (s *Solver) assert(op string, a, track *AST) *Error {
	if s == nil {
		return s.closed(op)
	}
	was := s.suspect(op)
	if err := a.check(s.ctx, op); err != nil {
		return s.lose(err)
	}
	if track != nil {
		if err := track.check(s.ctx, op); err != nil {
			return s.lose(err)
		}
	}
	k, err := s.enter(op)
	if err != nil {
		return s.lose(err)
	}
	var label C.Z3_ast
	if track != nil {
		label = track.raw
	}
	if a.raw == nil || (track != nil && label == nil) {
		return s.lose(s.ctx.leaveClosed(op))
	}
	code := C.gz3_assert(k.z3, s.raw, a.raw, label)
	s.changed()
	if err := s.ctx.leave(op, code, ""); err != nil {
		return s.lose(err)
	}
	s.succeeded(was)
	return nil
}

// closed reports the use of a nil solver.
func (s *Solver) closed(op string) *Error { return (*Context)(nil).closed(op) }

// Check checks whether the assertions can be satisfied together. It returns Undef if this
// is unknown; CheckContext also returns the reason.
func (s *Solver) Check() LBool {
	r, _ := s.check(context.Background(), "Check", nil)
	return r
}

// Model returns the model of the latest check. If that check did not answer True or the
// assertions have changed since, it returns nil and the context's Err returns an error.
func (s *Solver) Model() *Model {
	const op = "Solver.Model"
	k, err := s.enter(op)
	if err != nil {
		return nil
	}
	if s.answer != True {
		s.ctx.core.mu.Unlock()
		s.ctx.fail(op, ErrorCodeInvalidUsage, "the latest check did not answer sat", nil)
		return nil
	}
	o := C.gz3_model(k.z3, s.raw)
	if err := s.ctx.leave(op, o.code, ""); err != nil {
		return nil
	}
	return newModel(s.ctx, o.ptr)
}
