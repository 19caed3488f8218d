package encode

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// If a choice of a slot has ctrl(), the slot decides which control dependencies
// exist. Such a pair has a literal: both events are executed, and the slot has
// one of these choices.

// planFor is the plan for a structure.
func (e *Encoder) planFor(s *event.Structure) *plan {
	for i := range s.SlotCtrl {
		if s.Slots[s.SlotCtrl[i].Slot].Fixed < 0 {
			if e.slots == nil {
				e.slots = newPlan(e.model, true)
			}
			return e.slots
		}
	}
	return e.plan
}

// slotCtrl adds to a bound of ctrl the pairs that the choices of slots make, or
// may make.
func (x *Encoding) slotCtrl(dst []uint64, may bool) {
	if !x.plan.slots {
		return
	}
	for i := range x.S.SlotCtrl {
		c := &x.S.SlotCtrl[i]
		if x.S.Slots[c.Slot].Fixed >= 0 {
			continue // in Ctrl
		}
		if l := x.fix(x.Selector[c.Slot][c.Pick]); l == cnf.True || may && l != cnf.False {
			or(dst, dst, c.Pairs.Bits)
		}
	}
}

// slotsFixed reports whether all pairs of ctrl are known.
func (x *Encoding) slotsFixed() bool {
	if !x.plan.slots {
		return true
	}
	for i := range x.S.SlotCtrl {
		if sel := x.Selector[x.S.SlotCtrl[i].Slot]; sel != nil {
			if l := x.fix(sel[x.S.SlotCtrl[i].Pick]); l != cnf.True && l != cnf.False {
				return false
			}
		}
	}
	return true
}

// ctrlLit is the literal "j has a control dependency on i". node is that of ctrl
// in the model, 0 if the literal is for no model.
func (x *Encoding) ctrlLit(i, j int, node rel.ID) cnf.Lit {
	tag := cnf.Tag{Part: cnf.PartGuard}
	k := int32(i*x.n + j)
	if l, ok := x.ctrl[k]; ok {
		return l
	}
	m := cnf.Meaning{Kind: cnf.Both, A: int32(i), B: int32(j)}
	both := x.bothExec(i, j, m, tag)
	if node != 0 {
		m, tag = cnf.Meaning{Kind: cnf.Derived, A: int32(i), B: int32(j), C: int32(node)}, cnf.Tag{Part: cnf.PartRelation, Arg: int32(node)}
	}
	l := both
	if !x.S.Ctrl.Has(i, j) {
		none := cnf.True
		x.S.Conditional(i, j, func(slot, pick int) { none = x.and(m, tag, none, -x.Selector[slot][pick]) })
		l = x.and(m, tag, both, -none)
	}
	if x.ctrl == nil {
		x.ctrl = map[int32]cnf.Lit{}
	}
	x.ctrl[k] = l
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
