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
// exist (see event.SlotPairs). Where paths have joined, the way that a thread took can decide
// it (see event.GuardedPairs). Each pair of such a relation has a literal: both events are executed, and the
// slot has one of the choices that relate them, or one of the guards is true.

// planKey is what a plan depends on besides the model.
type planKey struct {
	tags isa.Tags // of the events
	open opened
}

// opened says which static relations have pairs that not all executions with both events have.
type opened [event.NumStatic]bool

// openedIn returns the opened relations of a structure.
func openedIn(s *event.Structure) (o opened) {
	for i := range s.BySlot {
		if c := &s.BySlot[i]; s.Slots[c.Slot].Fixed < 0 {
			o[c.Of] = true
		}
	}
	for i := range s.Guarded {
		o[s.Guarded[i].Of] = true
	}
	return o
}

// maxPlans bounds the plans that an encoder keeps.
const maxPlans = 64

// planFor returns the plan for a structure.
func (e *Encoder) planFor(s *event.Structure) *plan {
	k := planKey{open: openedIn(s)}
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
		p = newPlan(e.model.Specialize(s), k.open)
		e.plans[k] = p
	}
	return p
}

// openPairs adds the pairs that the choices of free slots and the ways of threads make, or may make, to
// a bound of a static relation.
func (x *Encoding) openPairs(r event.Static, dst bitset.Set, may bool) {
	if !x.plan.open[r] {
		return
	}
	x.eachOpen(func(of event.Static, l cnf.Lit, pairs bitset.Pairs) {
		if of == r && (l == cnf.True || may && l != cnf.False) {
			dst.AddAll(pairs.Bits)
		}
	})
}

// eachOpen calls f for all pairs that depend on one literal, with what is known of it. Those of a
// fixed slot are in Structure.Static.
func (x *Encoding) eachOpen(f func(of event.Static, l cnf.Lit, pairs bitset.Pairs)) {
	for i := range x.S.BySlot {
		if c := &x.S.BySlot[i]; x.Selector[c.Slot] != nil {
			f(c.Of, x.simplify(x.Selector[c.Slot][c.SlotChoice]), c.Pairs)
		}
	}
	for i := range x.S.Guarded {
		g := &x.S.Guarded[i]
		f(g.Of, x.simplify(x.truth(g.Guard)), g.Pairs)
	}
}

// staticsFixed reports whether all pairs of static relations are known.
func (x *Encoding) staticsFixed() bool {
	fixed := true
	x.eachOpen(func(_ event.Static, l cnf.Lit, _ bitset.Pairs) { fixed = fixed && (l == cnf.True || l == cnf.False) })
	return fixed
}

// slotPair is a pair of events in a static relation, as from*n + to.
type slotPair struct {
	of   event.Static
	pair int32
}

// staticLit returns the literal "(i, j) is in the static relation", where slots
// or ways decide some of its pairs. node is that of the relation in the model, 0 if the
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
		x.S.EachGuard(r, i, j, func(guard event.Expr) { none = x.and(m, tag, none, -x.truth(guard)) })
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
