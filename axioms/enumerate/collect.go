package enumerate

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Observe lists what a final state of a test consists of, in printing order.
func Observe(s *event.Structure) []Observed { return observe(s) }

// Register returns the register that is observed, and false if it is not a register.
func (o *Observed) Register() (thread int, r isa.Reg, ok bool) {
	return o.thread, o.reg, o.thread >= 0 && !o.pending
}

// Pending returns the thread whose doorbell is observed, as an index into
// Structure.Threads, and false if it is not a doorbell.
func (o *Observed) Pending() (thread int, ok bool) { return o.thread, o.pending }

// Locations returns the locations that are observed, as indices into Structure.Locs: all
// elements of an array, and none for a register or a doorbell.
func (o *Observed) Locations() []int { return o.locs }

// Collect makes an outcome of executions that another engine has found and that have been
// judged. It sorts them by final state as [Run] sorts its own, so that both engines print
// the same text. limit says why more states can exist; "" if none do.
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
