package enumerate

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Observe lists what the final states of a test consist of, in the order in
// which they are printed.
func Observe(s *event.Structure) []Observed { return observe(s) }

// Register is the register that is observed; false for what is none.
func (o *Observed) Register() (thread int, r isa.Reg, ok bool) {
	return o.thread, o.reg, o.thread >= 0 && !o.pending
}

// Pending is the thread whose doorbell is observed, as an index into
// Structure.Threads; false for what is no doorbell.
func (o *Observed) Pending() (thread int, ok bool) { return o.thread, o.pending }

// Locations are the locations that are observed, as indices into
// Structure.Locs: the elements of an array; none for what is not in memory.
func (o *Observed) Locations() []int { return o.locs }

// Collect sorts executions that another engine has found by their final
// states, as [Run] sorts its own, so that both say the same in the same words.
// The executions have been judged; limit says why there can be more states
// than theirs, "" if there are none.
func Collect(s *event.Structure, found []*execution.Candidate, limit string) *Outcome {
	t := newTally(s, false)
	for _, c := range found {
		if t.wanted(c) {
			t.add(c)
		}
	}
	t.o.sort()
	t.o.Limit = limit
	return t.o
}
