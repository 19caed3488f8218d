package enumerate

import (
	"fmt"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// way is one way through a thread, to its end or to a cut: decisions that determine which
// events are executed. An execution takes exactly one way through each thread.
type way struct {
	requires []decision // about values that are read
	choices  []int32    // the free choices that are "yes"; the others do not matter
	events   []int32    // the executed events of the thread
	outcomes []outcome  // of the forks that it comes to
	cut      int        // index into Structure.Cuts; -1 for a leaf
}

// decision requires that a boolean is true, or that it is false.
type decision struct {
	e     event.Expr
	holds bool
}

// branchCost is how many candidates a branch counts for in the search for ways. A branch
// takes the memory of a way, and the limit on candidates also limits memory.
const branchCost = 16

// waysThrough lists the ways through every thread. If the list is incomplete, few says
// why: too many ways exist, or the meter ended the work.
func waysThrough(m *limit.Meter, s *event.Structure, most int) (ways [][]way, few string) {
	w := newWalk(m, s, most/branchCost)
	m.Holds(w.bytes)
	ways = make([][]way, len(s.Threads))
	err := limit.Try(func() error {
		few = w.all(ways, most)
		return nil
	})
	if r := limit.As(err); r != nil {
		few = r.What
	}
	return ways, few
}

// all finds the ways through every thread.
func (w *walk) all(ways [][]way, most int) (few string) {
	s := w.s
	for t := range ways {
		w.enter(t)
		for i := range s.Threads[t].Ends {
			w.waysTo(s.Threads[t].Ends[i].Guard, -1)
		}
		for i := range s.Cuts {
			if s.Cuts[i].Thread == t {
				w.waysTo(s.Cuts[i].Guard, i)
			}
		}
		ways[t] = w.found
		if w.branches > w.limit && few == "" {
			few = fmt.Sprintf("there are too many ways through %s (--max-candidates %d)", s.Threads[t].Name, most)
		}
	}
	return few
}
