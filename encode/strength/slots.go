package strength

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// Comparable marks the choices of a slot that can be compared with others: those that
// only order accesses. Choices with ctrl() are excluded under a model in which more
// control dependencies can allow more.
func Comparable(m *rel.Model, s *event.Slot) []bool {
	ok := make([]bool, len(s.Choices))
	for c := range ok {
		ok[c] = s.Orders(c) && (!s.Depends(c) || m.CtrlForbids())
	}
	return ok
}

// Ordered marks the slots in which more or stronger barriers can only forbid more.
// Under a model that is not monotone there are none. If an interrupt can come between
// two barriers of one choice, that choice has executions that other choices do not
// have, so its slot is not marked.
func Ordered(m *rel.Model, s *event.Structure) []bool {
	ordered := make([]bool, len(s.Slots))
	if monotone, _ := m.Monotone(); !monotone {
		return ordered
	}
	for i := range ordered {
		ordered[i] = true
	}
	seen := make([]bool, len(s.Pool.Nodes))
	var visit func(e event.Expr)
	visit = func(e event.Expr) {
		n := &s.Pool.Nodes[e]
		switch {
		case seen[e]:
			return
		case n.Op == event.SlotIs:
			ordered[n.Arg] = false
		}
		seen[e] = true
		ops, k := n.Operands()
		for _, o := range ops[:k] {
			visit(o)
		}
	}
	for i := range s.Events {
		if s.Events[i].Kind == event.IrqEvent {
			visit(s.Events[i].Guard)
		}
	}
	return ordered
}
