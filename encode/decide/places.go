package decide

import "github.com/fencewise/fencewise/programs/event"

// A structure with a handler has a copy of it at every place where an interrupt
// may be taken, of which few are executed in one execution. A formula over all
// of them grows with the square of their number and more; the formulas for one
// choice of places each are small, and they are few: those of m places with up
// to k interrupts are the ways to choose up to k of m with repetition. So the
// question about a large structure is asked once for each choice.

// Below defaultSplit events nothing is gained by that; there can be too many
// choices when several threads have handlers.
const (
	defaultSplit = 100
	maxChoices   = 5000
)

// InterruptSets lists which interrupts may be taken together, those with the fewest
// first, as indices into Structure.Interrupts. Every execution is one of
// exactly these; {nil} stands for all of them, where there is no need to go
// choice by choice.
func (d *Decider) InterruptSets(s *event.Structure) [][]int {
	if len(s.Interrupts) == 0 || len(s.Events) <= d.Split {
		return [][]int{nil}
	}
	all := [][]int{{}}
	for k := 0; k < len(all); k++ {
		for i := range s.Interrupts {
			if fits(s, all[k], i) {
				all = append(all, append(all[k][:len(all[k]):len(all[k])], i))
			}
		}
		if len(all) > maxChoices {
			return [][]int{nil}
		}
	}
	return all
}

// fits reports whether interrupt i, a later one than those in taken, can be
// taken besides them: on the same path, as the next one at its place, and not
// as one more than there may be.
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
