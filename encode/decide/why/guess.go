package why

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// A condition that is worth asking about has a candidate execution that is easy
// to come by: no axiom is in the way, so that each read may take any value that
// is stored, and any write may be the last. Where no branch depends on what is
// read, the comparisons say directly which. The evaluator confirms the result,
// so that a guess can be wrong at no other cost than to be made in vain. This
// takes 2 µs for a test of the usual size, where the encoder takes 20.

// guess is a candidate execution, allowed or not, in which the proposition
// holds and that the filter lets through; nil where it takes a search.
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

// satisfy makes each comparison of a conjunction true that says what a read or a
// location is to be, and passes over others; of a disjunction it takes the first
// side that may do. false: there is no such write.
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
