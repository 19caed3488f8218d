package eval

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// differ relates the accesses with different values.
func (j *Judge) differ(d bitset.Set) {
	clear(d)
	values := make([]event.Value, j.n)
	for i, e := range j.c.Events() {
		values[i] = j.c.Value(int(e))
	}
	access := func(i int) bool { return j.c.X.S.Events[j.c.Events()[i]].IsAccess() }
	for i := range j.n {
		for k := range j.n {
			if access(i) && access(k) && values[i] != values[k] {
				j.row(d, i).Add(k)
			}
		}
	}
}

// brackets relates each event of the set of opening events to the closing event that
// matches it. In program order of one thread, a closing event matches the last opening
// event before it that no other closing event matches; without one, it matches none.
func (j *Judge) brackets(d, opening, closing bitset.Set) {
	clear(d)
	s := j.c.X.S
	var open []int // of the thread, those that are not matched
	thread := -1
	for i, e := range j.c.Events() { // in every thread, this is program order
		if t := s.Events[e].Thread; t != thread {
			open, thread = open[:0], t
		}
		switch {
		case opening.Has(i):
			open = append(open, i)
		case closing.Has(i) && len(open) > 0:
			j.row(d, open[len(open)-1]).Add(i)
			open = open[:len(open)-1]
		}
	}
}
