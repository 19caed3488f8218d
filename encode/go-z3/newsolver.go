package z3

/*
#include "glue.h"
*/
import "C"

// NewSolverForLogic returns a solver for an SMT-LIB logic, such as "QF_BV". It returns
// an error if Z3 does not know the logic.
//
// For propositional problems the fastest solver of Z3 4.8.12 is that for "QF_BV", with
// one Push at the start, and Pop and Push between problems: Push selects its incremental
// SAT core.
func (c *Context) NewSolverForLogic(logic string) (*Solver, error) {
	name := c.Symbol(logic)
	if name.err != nil {
		return nil, name.err
	}
	return orError(c.newSolver("NewSolverForLogic", C.GZ3_LOGIC_SOLVER, name))
}

// NewSimpleSolver returns a solver that uses Z3's SMT core without a strategy.
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
