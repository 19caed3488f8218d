package why

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// Most conditions are satisfied by a candidate execution that is easy to find:
// without axioms each read may take any value that is stored, and any write may be
// the last. If no branch depends on what is read, the comparisons of the condition
// say which. The evaluator checks the result, so a wrong guess costs only the time
// spent on it. A guess takes 2 µs for a test of the usual size, the encoder 20 µs.

// guess returns a candidate execution, allowed or not, in which the proposition and
// the filter hold. It returns nil if that needs a search.
func guess(s *event.Structure) *execution.Candidate {
	if len(s.FreeChoices) > 0 || s.Members[event.Dbo] != nil || s.Cond == event.False {
		return nil
	}
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return nil
		}
	}
	for i := range s.Events {
		if s.Events[i].Guard != event.True {
			return nil
		}
	}
	x := execution.New(s)
	writes := make([]int32, 0, len(s.Events))
	for l, members := range s.Members[event.Co] {
		start := len(writes)
		writes = append(writes, members...)
		x.Order[event.Co][l] = writes[start:len(writes):len(writes)]
	}
	for i := range s.Events { // initial write l is event l
		if s.Events[i].IsRead() {
			x.Rf[i] = s.Events[i].Loc
		}
	}
	if !satisfy(x, s.Cond) || s.Filter != event.True && !satisfy(x, s.Filter) {
		return nil
	}
	c, err := x.Complete()
	if err != nil || !c.Holds(s.Cond) || !c.Holds(s.Filter) {
		return nil
	}
	return c
}

// satisfy picks rf and co so that every conjunct that fixes the value of a read or a
// location holds. It ignores other comparisons; of a disjunction it satisfies the
// first side that it can. It returns false if no write has the value.
func satisfy(x *execution.Execution, e event.Expr) bool {
	s := x.S
	n := &s.Pool.Nodes[e]
	switch n.Op {
	case event.All:
		return satisfy(x, n.A) && satisfy(x, n.B)
	case event.Any:
		return satisfy(x, n.A) || satisfy(x, n.B)
	case event.Eq64:
	default:
		return e != event.False
	}
	place, v := &s.Pool.Nodes[n.A], &s.Pool.Nodes[n.B]
	if place.Op == event.Const {
		place, v = v, place
	}
	if v.Op != event.Const || place.Op != event.Read && place.Op != event.Final {
		return true
	}
	loc := place.Arg
	if place.Op == event.Read {
		loc = s.Events[place.Arg].Loc
	}
	co := x.Order[event.Co][loc]
	for k, w := range co {
		if has, ok := s.Pool.ConstValue(s.Events[w].Value); !ok || has != v.Val {
			continue
		}
		last := len(co) - 1
		switch {
		case place.Op == event.Read:
			x.Rf[place.Arg] = w
		case k == 0 && last > 0:
			continue // the initial write is the first
		default:
			co[k], co[last] = co[last], co[k]
		}
		return true
	}
	return false
}
