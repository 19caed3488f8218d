package z3

/*
#include "glue.h"
*/
import "C"

// NewSolverForLogic makes a solver specialised for an SMT-LIB logic, such as
// "QF_BV". A logic Z3 does not know is an error.
//
// For propositional problems "QF_BV" with one Push at the start, and Pop and
// Push between problems, is the fastest of the solvers of 4.8.12: the push
// selects its incremental SAT core.
func (c *Context) NewSolverForLogic(logic string) (*Solver, error) {
	name := c.Symbol(logic)
	if name.err != nil {
		return nil, name.err
	}
	return orError(c.newSolver("NewSolverForLogic", C.GZ3_LOGIC_SOLVER, name))
}

// NewSimpleSolver makes a solver with Z3's SMT core and no strategy around it.
func (c *Context) NewSimpleSolver() (*Solver, error) {
	return orError(c.newSolver("NewSimpleSolver", C.GZ3_SIMPLE_SOLVER, nil))
}

func orError(s *Solver) (*Solver, error) {
	if s.err != nil {
		return nil, s.err
	}
	return s, nil
}

// Err returns why the solver could not be made or which assertion it has lost,
// and nil if it can be used.
func (s *Solver) Err() error {
	switch {
	case s == nil:
		return s.closed("Solver.Err")
	case s.err != nil:
		return s.err
	case s.lost != nil:
		return &lostCause{s.lost.err}
	}
	return nil
}
