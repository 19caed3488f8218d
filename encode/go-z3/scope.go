package z3

/*
#include "glue.h"
*/
import "C"

import "strconv"

// Push opens a scope: assertions made from here on are removed by its Pop.
func (s *Solver) Push() error {
	const op = "Solver.Push"
	was := s.suspect(op)
	k, err := s.enter(op)
	if err != nil {
		return s.lose(err)
	}
	C.Z3_solver_push(k.z3, s.raw)
	s.changed()
	if err := s.ctx.leave(op, C.uint(C.Z3_get_error_code(k.z3)), ""); err != nil {
		return s.lose(err)
	}
	s.scopes++
	s.succeeded(was)
	return nil
}

// Pop closes the n innermost scopes. If fewer scopes are open, it returns an error and
// the solver counts as having lost an assertion, because it would check other assertions
// than the caller expects.
func (s *Solver) Pop(n uint) error {
	const op = "Solver.Pop"
	was := s.suspect(op)
	k, err := s.enter(op)
	if err != nil {
		return s.lose(err)
	}
	if n > s.scopes {
		k.mu.Unlock()
		return s.lose(s.ctx.fail(op, ErrorCodeIOB,
			strconv.FormatUint(uint64(n), 10)+" scopes to pop, "+
				strconv.FormatUint(uint64(s.scopes), 10)+" open", nil))
	}
	C.Z3_solver_pop(k.z3, s.raw, C.uint(n))
	s.changed()
	if err := s.ctx.leave(op, C.uint(C.Z3_get_error_code(k.z3)), ""); err != nil {
		return s.lose(err)
	}
	s.scopes -= n
	s.succeeded(was)
	if s.lost != nil && s.lost.scope > s.scopes {
		s.lost = nil
	}
	return nil
}

// Reset removes all assertions and scopes, and keeps parameters. With the solvers of Z3
// 4.8.12 it costs as much as a new solver, so prefer Pop.
func (s *Solver) Reset() error {
	const op = "Solver.Reset"
	k, err := s.enter(op)
	if err != nil {
		return err
	}
	C.Z3_solver_reset(k.z3, s.raw)
	s.changed()
	if err := s.ctx.leave(op, C.uint(C.Z3_get_error_code(k.z3)), ""); err != nil {
		return s.lose(err)
	}
	s.scopes = 0
	s.lost = nil
	return nil
}

// NumScopes returns the number of open scopes.
func (s *Solver) NumScopes() uint {
	if s == nil {
		return 0
	}
	return s.scopes
}
