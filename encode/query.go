package encode

import "github.com/fencewise/fencewise/programs/event"

// Query is what is asked about an event structure: does the model allow an
// execution that meets the goal?
type Query struct {
	Structure *event.Structure
	Goal      Goal
	// Slots is the slot assignment that is asked about: the number of one slot
	// choice for each slot. nil asks about all slot assignments at once. The
	// formula is the same for each; [Encoding.Select] returns the assumptions
	// that tell them apart.
	Slots []int
	// Among restricts a demand of the model: of each axiom with this name that is ~empty, one of
	// these pairs has to be in the relation. The zero value restricts nothing.
	Among Among
	// Taken restricts the query to executions in which exactly these
	// interrupts of the structure are taken, by index. nil does not restrict
	// it.
	Taken []int
}

// Among names pairs of events.
type Among struct {
	Axiom string
	Has   func(from, to int) bool
}

// Options says how a query is encoded.
type Options struct {
	// Whole keeps everything in the formula. Without it, what propagation
	// decides after one stage of the model is left out of the next stages. A
	// whole formula is larger and takes a solver more time; others can decide
	// it without having to believe the propagation.
	Whole bool
	// MaxClauses is the number of clauses above which the query is too big; 0
	// for no such limit.
	MaxClauses int
	// Transitive is the number of members above which an object's order is not made
	// transitive beforehand, because the clauses grow with the cube of the number; 0: every
	// order is. The caller has to refine the formula then; see [Encoding.Partial]. Only
	// [Encoder.Start] takes it.
	Transitive int
	// Former makes the formula as it was up to schema 3 of bundles: with larger
	// domains of values, and in pairs that one of many is true. The structure has to
	// be a tree then ([unroll.Options]). The formula says the same and is larger.
	// Bundles of that time can be compared with it.
	Former bool
	// Uncounted gives the reads of counters all values that the writes they may read from
	// can have, as up to schema 6 of bundles. Only the formula is larger.
	Uncounted bool
	// Unsequenced says of the accesses to counters only what their sums tell, as up to schema 7 of
	// bundles.
	Unsequenced bool
	// OrderAlike leaves out executions that are others with threads exchanged which
	// nothing in the query tells apart. If an execution meets the goal, one that is not
	// left out does; their number and their final states are not kept.
	OrderAlike bool
}

// Goal says which executions a query asks for.
type Goal uint8

// The goals. An execution runs to its end, except for Cut and Either.
const (
	Any      Goal = iota // some execution
	Holds                // one in which the proposition of the test holds
	Violates             // one in which the proposition does not hold
	Cut                  // one that exceeds a bound or accesses a stray address
	Either               // one that meets Holds or Cut: if none does, the verdict is Never
)

// NumGoals is the number of goals.
const NumGoals = len(goals)

// goals holds how each goal is described to others.
var goals = [...]struct{ name, what, head string }{
	Any: {"ends", "an execution that runs to its end",
		"Is there an execution that runs to its end?\nsat: there is. unsat: a loop is never left."},
	Holds: {"holds", "an execution that runs to its end and in which the proposition holds",
		"Can the condition of this test hold in an execution that the model allows?\nunsat: never. sat: it can."},
	Violates: {"violates", "an execution that runs to its end and in which the proposition does not hold",
		"Can an execution that the model allows end so that the condition of this test does not hold?\nunsat: never, it always holds. sat: it can."},
	Cut: {"cut", "an execution that goes beyond a bound, or accesses an address that is no location",
		"Can an execution go beyond a bound, or access an address that is no location?\nunsat: never, the bounds lose nothing. sat: it can."},
	Either: {"either", "an execution in which the proposition holds, or that goes beyond a bound",
		"Can the condition of this test hold, or a bound be passed, in an execution that the model allows?\nunsat: never. sat: one of the two can be."},
}

// String returns the name of the goal: one word, used in file names.
func (g Goal) String() string { return goals[g].name }

// What describes the executions that meet the goal.
func (g Goal) What() string { return goals[g].what }

// Head returns the question that the goal asks and the meaning of a solver's
// answers to it, as lines of text.
func (g Goal) Head() string { return goals[g].head }
