package decide

import (
	"cmp"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// A structure with a handler has a copy of it at every place where an interrupt
// may be taken. Few of the copies are executed in one execution. A formula over
// all of them grows at least with the square of their number. The formulas for
// one set of interrupts each are small, and there are few of them: as many as
// there are ways to choose up to k of m places with repetition. So a large
// structure is asked about in one query for each set.

// Structures with up to defaultSplitEvents events gain nothing from that. There can be
// more than maxInterruptSets sets if several threads have handlers.
const (
	defaultSplitEvents = 100
	maxInterruptSets   = 5000
)

// InterruptSets lists the sets of interrupts that an execution can take, as
// indices into Structure.Interrupts, those with the fewest first. Every
// execution takes exactly one of these sets. If one query about all executions
// is better, the list is {nil}.
func (d *Decider) InterruptSets(s *event.Structure) [][]int {
	if len(s.Interrupts) == 0 || len(s.Events) <= cmp.Or(d.opts.SplitEvents, defaultSplitEvents) {
		return [][]int{nil}
	}
	all := [][]int{{}}
	for k := 0; k < len(all); k++ {
		for i := range s.Interrupts {
			if fits(s, all[k], i) {
				all = append(all, append(all[k][:len(all[k]):len(all[k])], i))
			}
		}
		if len(all) > maxInterruptSets {
			return [][]int{nil}
		}
	}
	return all
}

// fits reports whether an execution can take interrupt i in addition to the set
// taken, all of which have lower numbers: on the same path, as the next one at
// its place, and within the number of interrupts that the structure allows.
func fits(s *event.Structure, taken []int, i int) bool {
	in := &s.Interrupts[i]
	n, before := 1, in.Count == 1
	for _, k := range taken {
		t := &s.Interrupts[k]
		if k >= i || t.Thread == in.Thread && !s.Po(int(t.Irq), int(in.Irq)) {
			return false
		}
		if t.Thread == in.Thread {
			n++
			before = before || t.Place == in.Place && t.Count == in.Count-1
		}
	}
	return before && n <= s.MaxInterrupts
}

// anyInterrupts asks a query for each set of interrupts, until one has an
// execution.
func (d *Decider) anyInterrupts(q encode.Query, ask func(encode.Query) (Answer, error)) (Answer, error) {
	var total Answer
	for _, q.Taken = range d.InterruptSets(q.Structure) {
		a, err := ask(q)
		if err != nil {
			return a, err
		}
		if total = UnionAnswer(total, a); total.Verdict == verdict.Sometimes {
			break
		}
	}
	return total, nil
}
