package executiontest

import (
	"errors"

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
	x := execution.New(s)
	for bits := range 1 << len(s.FreeChoices) {
		for i := range x.Choices {
			x.Choices[i] = bits>>i&1 != 0
		}
		outcomes(x, 0, f)
	}
}

// outcomes chooses outcomes for the forks from the k-th on. Whether an execution comes to
// a fork is decided by choices and the outcomes of forks before it.
func outcomes(x *execution.Execution, k int, f func(c *execution.Candidate)) {
	if k == len(x.Outcomes) {
		sources(x, 0, f)
		return
	}
	x.Outcomes[k] = -1
	if here, err := x.Eval(x.S.Forks[k].Guard); err != nil || here.IsTrue() {
		for o := range x.S.Forks[k].Conds {
			x.Outcomes[k] = int32(o)
			outcomes(x, k+1, f)
		}
		x.Outcomes[k] = -1
	}
	outcomes(x, k+1, f)
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

// orders tries every order of the executed members of each object, those of x.S.
func orders(x *execution.Execution, f func(c *execution.Candidate)) {
	var lists [][]int32 // where the orders are
	for o := range x.S.Members {
		for k, members := range x.S.Members[o] {
			list := &x.Order[o][k]
			*list = (*list)[:0]
			for _, e := range members {
				g, err := x.Eval(x.S.Events[e].Guard)
				if err != nil {
					return
				}
				if g.IsTrue() {
					*list = append(*list, e)
				}
			}
			first := 0
			if event.Orders[o].Initial {
				first = 1
			}
			lists = append(lists, (*list)[first:])
		}
	}
	var each func(k int)
	each = func(k int) {
		if k < len(lists) {
			permute(lists[k], func() { each(k + 1) })
		} else if c, err := x.Clone().Complete(); err == nil && c.Holds(x.S.Filter) {
			f(c)
		}
	}
	each(0)
}

// permute calls f with the list in every order.
func permute(list []int32, f func()) {
	if len(list) < 2 {
		f()
		return
	}
	for i := range list {
		list[0], list[i] = list[i], list[0]
		permute(list[1:], f)
		list[0], list[i] = list[i], list[0]
	}
}
