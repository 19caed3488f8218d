package encode

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// If a choice of a slot has ctrl(), the slot decides which control dependencies
// exist. Each pair of ctrl then has a literal: both events are executed, and the
// slot has one of the choices that relate them. The same holds for every static
// relation in which slots decide pairs (see event.SlotPairs).

// planKey is what a plan depends on besides the model.
type planKey struct {
	tags  isa.Tags // of the events
	slots bool     // control dependencies depend on slots
}

// maxPlans bounds the plans that an encoder keeps.
const maxPlans = 64

// planFor returns the plan for a structure.
func (e *Encoder) planFor(s *event.Structure) *plan {
	k := planKey{slots: slices.ContainsFunc(s.BySlot, func(p event.SlotPairs) bool { return s.Slots[p.Slot].Fixed < 0 })}
	if e.model.Specializes() {
		k.tags = s.Tags()
	}
	if !e.model.Judges(s) {
		panic("encode: model " + e.model.Name + " is for programs with accesses of one size")
	}
	p := e.plans[k]
	if p == nil {
		if len(e.plans) >= maxPlans {
			clear(e.plans)
		}
		p = newPlan(e.model.Specialize(s), k.slots)
		e.plans[k] = p
	}
	return p
}

// bySlot adds the pairs that the choices of free slots make, or may make, to a
// bound of a static relation.
func (x *Encoding) bySlot(r event.Static, dst bitset.Set, may bool) {
	if !x.plan.slots {
		return
	}
	for i := range x.S.BySlot {
		c := &x.S.BySlot[i]
		if c.Of != r || x.S.Slots[c.Slot].Fixed >= 0 { // those of a fixed slot are in Static
			continue
		}
		if l := x.simplify(x.Selector[c.Slot][c.SlotChoice]); l == cnf.True || may && l != cnf.False {
			dst.AddAll(c.Pairs.Bits)
		}
	}
}

// slotsFixed reports whether all pairs of static relations are known.
func (x *Encoding) slotsFixed() bool {
	if !x.plan.slots {
		return true
	}
	for i := range x.S.BySlot {
		if sel := x.Selector[x.S.BySlot[i].Slot]; sel != nil {
			if l := x.simplify(sel[x.S.BySlot[i].SlotChoice]); l != cnf.True && l != cnf.False {
				return false
			}
		}
	}
	return true
}

// slotPair is a pair of events in a static relation, as from*n + to.
type slotPair struct {
	of   event.Static
	pair int32
}

// staticLit returns the literal "(i, j) is in the static relation", where slots
// decide some of its pairs. node is that of the relation in the model, 0 if the
// literal is for no model.
func (x *Encoding) staticLit(r event.Static, i, j int, node rel.ID) cnf.Lit {
	tag := cnf.Tag{Part: cnf.PartGuard}
	k := slotPair{r, int32(i*x.n + j)}
	if l, ok := x.slotLits[k]; ok {
		return l
	}
	m := cnf.Meaning{Kind: cnf.BothExecuted, A: int32(i), B: int32(j)}
	both := x.bothExec(i, j, m, tag)
	if node != 0 {
		m, tag = cnf.Meaning{Kind: cnf.Derived, A: int32(i), B: int32(j), C: int32(node)}, cnf.Tag{Part: cnf.PartRelation, Arg: int32(node)}
	}
	l := both
	if !x.S.Relates(r, i, j) {
		none := cnf.True
		x.S.EachSlotChoice(r, i, j, func(slot, pick int) { none = x.and(m, tag, none, -x.Selector[slot][pick]) })
		l = x.and(m, tag, both, -none)
	}
	if x.slotLits == nil {
		x.slotLits = map[slotPair]cnf.Lit{}
	}
	x.slotLits[k] = l
	return l
}

// Select returns the assumptions that select one slot choice for each free slot.
func (x *Encoding) Select(choices []int) []cnf.Lit {
	var lits []cnf.Lit
	for i, sel := range x.Selector {
		if sel != nil {
			lits = append(lits, sel[choices[i]])
		}
	}
	return lits
}

// SlotsOf returns the slots that some of the assumptions select a choice of.
func (x *Encoding) SlotsOf(assumptions []cnf.Lit) []int {
	var slots []int
	for i, sel := range x.Selector {
		if slices.ContainsFunc(assumptions, func(l cnf.Lit) bool { return slices.Contains(sel, l) }) {
			slots = append(slots, i)
		}
	}
	return slots
}
