package z3

/*
#include "glue.h"
*/
import "C"

// AssertAndTrack adds a to the current scope with the label p, a boolean constant, so that
// UnsatCore can name the assertion. It fails as Assert does.
func (s *Solver) AssertAndTrack(a, p *AST) error {
	const op = "AssertAndTrack"
	if s == nil {
		return s.closed(op)
	}
	if p == nil {
		s.suspect(op)
		return s.lose(s.ctx.fail(op, ErrorCodeInvalidArg, "nil term", ErrNil))
	}
	return s.assert(op, a, p).orNil()
}

// UnsatCore returns labels and assumptions of the latest check that are unsatisfiable
// together with the unlabelled assertions. It returns an error if that check did not
// answer False.
func (s *Solver) UnsatCore() ([]*AST, error) {
	const op = "UnsatCore"
	k, err := s.enter(op)
	if err != nil {
		return nil, err
	}
	if s.answer != False {
		k.mu.Unlock()
		return nil, s.ctx.fail(op, ErrorCodeInvalidUsage, "the latest check did not answer unsat", nil)
	}
	return s.ctx.vector(op, C.Z3_solver_get_unsat_core(k.z3, s.raw))
}

// Assertions returns the assertions of all scopes.
func (s *Solver) Assertions() ([]*AST, error) {
	const op = "Assertions"
	k, err := s.enter(op)
	if err != nil {
		return nil, err
	}
	return s.ctx.vector(op, C.Z3_solver_get_assertions(k.z3, s.raw))
}

// Proof returns the proof of the latest answer False, in a context made with the
// parameter proof=true.
func (s *Solver) Proof() (*AST, error) {
	const op = "Proof"
	k, err := s.enter(op)
	if err != nil {
		return nil, err
	}
	if s.answer != False {
		k.mu.Unlock()
		return nil, s.ctx.fail(op, ErrorCodeInvalidUsage, "the latest check did not answer unsat", nil)
	}
	p := C.Z3_solver_get_proof(k.z3, s.raw)
	t := C.gz3_term{code: C.uint(C.Z3_get_error_code(k.z3))}
	if t.code == C.Z3_OK {
		t = C.gz3_ref(k.z3, p)
	}
	a := s.ctx.newAST(op, t, "")
	return a, a.err.orNil()
}

// vector ends the step that made v and returns its members.
func (c *Context) vector(op string, v C.Z3_ast_vector) ([]*AST, error) {
	k := c.core
	if code := C.uint(C.Z3_get_error_code(k.z3)); code != C.Z3_OK {
		return nil, c.leave(op, code, "")
	}
	C.Z3_ast_vector_inc_ref(k.z3, v)
	list := make([]*AST, 0, C.Z3_ast_vector_size(k.z3, v))
	for i := range cap(list) {
		a := C.Z3_ast_vector_get(k.z3, v, C.uint(i))
		C.Z3_inc_ref(k.z3, a)
		list = append(list, c.wrap(a))
	}
	C.Z3_ast_vector_dec_ref(k.z3, v)
	c.leave(op, C.Z3_OK, "")
	return list, nil
}
