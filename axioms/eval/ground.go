package eval

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Ground is a part of an execution that suffices for a fact about it, such as a pair in
// a relation of the model. If the model is monotone (see [rel.Model.Monotone]), every
// execution that contains the part has the same fact.
type Ground struct {
	Events []int  // executed events, in order
	Pairs  []Pair // related events, in order
	// Tags holds the tags of accesses that the fact rests on. Events have their tags in any
	// case; this tells which of them matter.
	Tags []Tagged
}

// Tagged is a tag that an event has.
type Tagged struct {
	Event int
	Tag   isa.Tag
}

// hides reports whether the judge does not count the tag of a base set for an event.
func (j *Judge) hides(e int, b vocabulary.Base) bool {
	t, ok := b.Tag()
	return ok && j.hidden.Tag != isa.NoTag && j.hidden == Tagged{e, t}
}

// Pair is a pair of events in a base relation: one that the execution chooses (rf, co,
// dbo, db), or a static relation of the program.
type Pair struct {
	Base     vocabulary.Base
	From, To int
}

// Chosen reports whether the execution chooses the pair. Otherwise every execution with
// both events has it.
func (p Pair) Chosen() bool { return p.Base.Dynamic() }

// selective reports whether a ground lists its pairs of a base relation. Of other base
// relations it has all pairs between its events.
func selective(b vocabulary.Base) bool {
	r, static := b.Static()
	return b.Dynamic() && b != vocabulary.RelDiffer || static && r != event.Po
}

// allOf returns a whole execution as a ground. If others is set, it adds the events and
// control dependencies that other slot choices would have.
func allOf(c *execution.Candidate, others bool) Ground {
	s := c.X.S
	var g Ground
	for _, e := range c.Events() {
		g.Events = append(g.Events, int(e))
	}
	if others {
		g.Events = append(g.Events, elsewhere(c)...)
	}
	slices.Sort(g.Events)
	g.Events = slices.Compact(g.Events)
	put := func(b vocabulary.Base, from, to int) { g.Pairs = append(g.Pairs, Pair{b, from, to}) }
	for _, r := range c.Events() {
		if w := c.X.Rf[r]; w >= 0 {
			put(vocabulary.RelRf, int(w), int(r))
		}
	}
	for o := range event.NumOrders {
		for _, list := range c.X.Order[o] {
			for k, later := range list {
				for _, e := range list[:k] {
					put(vocabulary.OrderBase(o), int(e), int(later))
				}
			}
		}
	}
	c.EachAnswer(func(message, irq int) { put(vocabulary.RelDB, message, irq) })
	in := make(bitset.Set, bitset.Words(len(s.Events)))
	for _, e := range g.Events {
		in.Add(e)
	}
	for r := range event.NumStatic {
		if selective(vocabulary.StaticBase(r)) && s.Static[r].N > 0 {
			eachStatic(c, r, others, func(from, to int) {
				if in.Has(from) && in.Has(to) {
					put(vocabulary.StaticBase(r), from, to)
				}
			})
		}
	}
	slices.SortFunc(g.Pairs, order)
	g.Pairs = slices.Compact(g.Pairs) // several choices can make one pair
	return g
}

// order compares two pairs of a ground.
func order(p, q Pair) int {
	for _, d := range [...]int{int(p.Base) - int(q.Base), p.From - q.From, p.To - q.To} {
		if d != 0 {
			return d
		}
	}
	return 0
}

// eachStatic calls f for every pair of a static relation that the slot assignment of an
// execution has; if others is set, that some assignment has. It can call f for a pair
// several times.
func eachStatic(c *execution.Candidate, r event.Static, others bool, f func(from, to int)) {
	s := c.X.S
	s.Static[r].Each(f)
	for k := range s.BySlot {
		by := &s.BySlot[k]
		if by.Of == r && s.Slots[by.Slot].Fixed < 0 && (others || c.X.Slots[by.Slot] == by.SlotChoice) {
			by.Pairs.Each(f)
		}
	}
	c.EachGuarded(r, func(pairs bitset.Pairs) { pairs.Each(f) })
}

// Whole returns all of an execution as a ground.
func Whole(c *execution.Candidate) *Ground {
	g := allOf(c, false)
	return &g
}

// Possible reports whether a slot assignment has everything that the ground takes from
// free slots.
func (g *Ground) Possible(s *event.Structure, assignment []int) bool {
	return !slices.ContainsFunc(g.Events, func(e int) bool {
		ev := &s.Events[e]
		return ev.Slot >= 0 && s.Slots[ev.Slot].Fixed < 0 && assignment[ev.Slot] != ev.SlotChoice || !s.Permits(ev.Guard, assignment)
	}) && !slices.ContainsFunc(g.Pairs, func(p Pair) bool {
		r, static := p.Base.Static()
		return static && !s.RelatesIn(r, p.From, p.To, assignment) && !s.RelatesGuarded(r, p.From, p.To)
	})
}

// In reports whether the ground is part of an execution.
func (g *Ground) In(c *execution.Candidate) bool {
	for _, e := range g.Events {
		if !c.Executed[e] {
			return false
		}
	}
	return !slices.ContainsFunc(g.Pairs, func(p Pair) bool { return !p.in(c) })
}

// in reports whether the pair is part of an execution.
func (p Pair) in(c *execution.Candidate) bool {
	s := c.X.S
	if !c.Executed[p.From] || !c.Executed[p.To] {
		return false
	}
	if r, ok := p.Base.Static(); ok {
		return c.Relates(r, p.From, p.To)
	}
	if o, ok := p.Base.Order(); ok {
		list := c.X.Order[o][s.Events[p.From].Object(o)]
		i, k := slices.Index(list, int32(p.From)), slices.Index(list, int32(p.To))
		return i >= 0 && i < k
	}
	switch p.Base {
	case vocabulary.RelRf:
		return int(c.X.Rf[p.To]) == p.From
	case vocabulary.RelDB:
		found := false
		c.EachAnswer(func(message, irq int) { found = found || message == p.From && irq == p.To })
		return found
	default:
		panic(fmt.Sprintf("eval: a ground does not have pairs of base relation %d", p.Base))
	}
}

// narrow limits the judge to a ground: to its events, and to its pairs of the selective
// relations.
func (j *Judge) narrow(c *execution.Candidate, g *Ground) {
	part := c.Part(g.Events)
	j.begin(part)
	j.part = g
}

// ofGround computes a selective relation from the ground that the judge is limited to.
// It returns false if the judge is not limited, or the relation is not selective.
func (j *Judge) ofGround(d bitset.Set, b vocabulary.Base) bool {
	if j.part == nil || !selective(b) {
		return false
	}
	clear(d)
	for _, p := range j.part.Pairs {
		if p.Base == b && j.c.Executed[p.From] && j.c.Executed[p.To] {
			j.row(d, int(j.pos[p.From])).Add(int(j.pos[p.To]))
		}
	}
	return true
}
