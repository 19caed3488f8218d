package event

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/litmus"
)

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
	// has two, the branch taken and not taken, and so has a computation: it has no
	// meaning, or it has one. An access has one for each location that it can have;
	// where none is true the path is cut.
	Conds []Expr

	Kind ForkKind
	Locs []int32 // the location of each outcome, for an access
	// Next is the number of the first event of the thread that can come after it. In an
	// execution that comes to it, the events of the thread with smaller numbers are
	// before it in program order.
	Next int

	Thread int
	Cell   int
	Instr  *litmus.Instr
}

// ForkKind says what parts the paths at a fork.
type ForkKind uint8

// The kinds of forks.
const (
	BranchFork    ForkKind = iota // a conditional branch
	AccessFork                    // an access through a pointer
	MeaningFork                   // a computation with addresses, which may have no meaning
	ConditionFork                 // a condition in C
	AttemptFork                   // an atomic operation that succeeds or fails
	WaitFork                      // a point at which the thread waits forever with some values
)

// Outcome returns an outcome of a fork in words: "taken", or the name of a location.
func (s *Structure) Outcome(f *Fork, outcome int) string {
	switch f.Kind {
	case BranchFork:
		return [...]string{"taken", "not taken"}[outcome]
	case AccessFork:
		return s.Locs[f.Locs[outcome]].Name
	case MeaningFork:
		return [...]string{"no meaning", "a meaning"}[outcome]
	case ConditionFork:
		return [...]string{"true", "false"}[outcome]
	case AttemptFork:
		return [...]string{"succeeds", "fails"}[outcome]
	case WaitFork:
		return [...]string{"waits", "goes on"}[outcome]
	default:
		panic(fmt.Sprintf("event: a fork of kind %d", f.Kind))
	}
}
