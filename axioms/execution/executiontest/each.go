package executiontest

import (
	"errors"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// First returns a well-formed execution of the structure.
func First(s *event.Structure) (x execution.Execution) {
	Each(s, func(c *execution.Candidate) {
		if x.S == nil {
			x = *c.X
		}
	})
	return x
}

// Each calls f with every execution of a structure whose slots are all fixed,
// one for each combination of choices, sources and orders that is well-formed
// and passes the filter.
func Each(s *event.Structure, f func(c *execution.Candidate)) {
	x := &execution.Execution{S: s, Choices: make([]bool, len(s.Choices)), Rf: make([]int32, len(s.Events)), Co: make([][]int32, len(s.Locs))}
	for i := range x.Rf {
		x.Rf[i] = -1
	}
	for bits := range 1 << len(s.Choices) {
		for i := range x.Choices {
			x.Choices[i] = bits>>i&1 != 0
		}
		sources(x, 0, f)
	}
}

// sources chooses sources for the reads from event e on.
func sources(x *execution.Execution, e int, f func(c *execution.Candidate)) {
	s := x.S
	for e < len(s.Events) && s.Events[e].Kind != event.ReadMem {
		e++
	}
	if e == len(s.Events) {
		orders(x, f)
		return
	}
	// The guard of a read depends on reads before it, or on reads whose
	// values come through memory from others not chosen yet.
	g, err := x.Eval(s.Events[e].Guard)
	var ill *execution.IllFormed
	if err == nil && !g.IsTrue() || errors.As(err, &ill) && ill.Fault != execution.NoSource {
		sources(x, e+1, f)
		return
	}
	for w := range s.Events {
		if s.Events[w].IsWrite() && s.Events[w].Loc == s.Events[e].Loc {
			x.Rf[e] = int32(w)
			sources(x, e+1, f)
		}
	}
	x.Rf[e] = -1
	if err != nil {
		sources(x, e+1, f)
	}
}

// orders tries every coherence order of the executed writes.
func orders(x *execution.Execution, f func(c *execution.Candidate)) {
	writes := make([][]int32, len(x.S.Locs))
	for e := range x.S.Events {
		ev := &x.S.Events[e]
		g, err := x.Eval(ev.Guard)
		if err != nil {
			return
		}
		if g.IsTrue() && ev.IsWrite() {
			writes[ev.Loc] = append(writes[ev.Loc], int32(e))
		}
	}
	var each func(loc int)
	each = func(loc int) {
		if loc == len(writes) {
			bells(x, f)
			return
		}
		permute(writes[loc], 1, func(co []int32) {
			x.Co[loc] = slices.Clone(co)
			each(loc + 1)
		})
	}
	each(0)
}

// bells tries every order of what is executed of each doorbell.
func bells(x *execution.Execution, f func(c *execution.Candidate)) {
	s := x.S
	lists := make([][]int32, len(s.Threads))
	for e := range s.Events {
		if t := s.Events[e].Doorbell(); t >= 0 {
			if g, _ := x.Eval(s.Events[e].Guard); g.IsTrue() {
				lists[t] = append(lists[t], int32(e))
			}
		}
	}
	dbo := make([][]int32, len(lists))
	var each func(t int)
	each = func(t int) {
		if t == len(lists) {
			y := *x
			y.Choices, y.Rf, y.Co, y.Dbo = slices.Clone(x.Choices), slices.Clone(x.Rf), slices.Clone(x.Co), slices.Clone(dbo)
			if c, err := y.Complete(); err == nil && c.Holds(x.S.Filter) {
				f(c)
			}
			return
		}
		permute(lists[t], 0, func(order []int32) {
			dbo[t] = slices.Clone(order)
			each(t + 1)
		})
	}
	each(0)
}

// permute calls f with every order of the elements from index k on.
func permute(list []int32, k int, f func([]int32)) {
	if k >= len(list) {
		f(list)
		return
	}
	for i := k; i < len(list); i++ {
		list[k], list[i] = list[i], list[k]
		permute(list, k+1, f)
		list[k], list[i] = list[i], list[k]
	}
}
