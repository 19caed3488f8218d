package strength

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
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

// Alike marks the choices of a slot that can be compared with others like them: those of
// [Comparable] and, for kernel C, those whose accesses are known.
func Alike(m *rel.Model, s *event.Slot) []bool {
	if !m.Specializes() {
		return Comparable(m, s)
	}
	ok := make([]bool, len(s.Choices))
	for c := range ok {
		ok[c] = (!s.Depends(c) || m.CtrlForbids()) &&
			!slices.ContainsFunc(s.Parts[c], func(p event.Part) bool { return !p.Orders() && p.Code == "" })
	}
	return ok
}

// Ordered marks the slots in which more or stronger barriers can only forbid more: under a
// model that forbids nothing because one of the slot's barriers is absent (see
// [rel.Model.BarriersCanGo]). If an interrupt can come between
// two barriers of one choice, that choice has executions that other choices do not
// have, so its slot is not marked.
func Ordered(m *rel.Model, s *event.Structure) []bool {
	ordered := make([]bool, len(s.Slots))
	known := map[isa.Tags]bool{}
	for i := range ordered {
		tags := barrierTags(&s.Slots[i])
		if _, ok := known[tags]; !ok {
			known[tags], _ = m.BarriersCanGo(tags)
		}
		ordered[i] = known[tags]
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

// barrierTags returns the tags of the barriers in the choices of a slot.
func barrierTags(s *event.Slot) (tags isa.Tags) {
	for _, parts := range s.Parts {
		for _, p := range parts {
			if p.Fence != isa.NoTag {
				tags |= isa.Of(p.Fence)
			}
		}
	}
	return tags
}
