package event

import "github.com/fencewise/fencewise/programs/litmus"

// Fork is a point at which paths part and may join again: a branch whose outcome is
// not known, or an access whose location is not known.
//
// Guards and values after the fork name its outcome by a leaf (Outcome) and not by what
// decides it, so that a value never depends on itself through the branch that chose it.
// An execution states the outcome of each fork that it comes to, which the evaluator
// checks against Conds.
type Fork struct {
	Guard Expr // whether an execution comes to it
	// Conds are the conditions of its outcomes, of which at most one is true. A branch
	// has two, the branch taken and not taken. An access has one for each location that
	// it can have; where none is true the path is cut.
	Conds []Expr

	Thread int
	Cell   int
	Instr  *litmus.Instr
}
