package eval

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// Reason is why a model forbids an execution. Every other execution that contains what
// the reason rests on has the same cycle and is forbidden, too.
type Reason struct {
	Axiom *rel.Axiom
	Steps []Step // a cycle or path, or the one pair that must not exist
	Event int    // -1 unless the axiom is about a set

	// Rest is what the reason rests on in addition to one ground for each step. It is
	// empty for models whose sets do not depend on what is chosen.
	Rest Ground
	// Only is not nil if the model is not monotone. Parts of an execution prove nothing
	// then, and the reason is about this execution alone.
	Only *execution.Execution

	number int // of the axiom in its model
}

// Step is a step of a reason. Each ground suffices for it, provided that its two events
// are executed. The first ground is part of the execution in which it was found.
type Step struct {
	Edge
	Grounds []Ground
}

// Cyclic reports whether the last step leads to the first.
func (r *Reason) Cyclic() bool {
	return len(r.Steps) > 0 && r.Steps[len(r.Steps)-1].To == r.Steps[0].From
}

// Ground returns all that the reason rests on, with the first ground of each step. It is
// a part of the execution in which the reason was found.
func (r *Reason) Ground() Ground { return r.groundWith(-1, 0) }

// In reports whether an execution contains what the reason rests on.
func (r *Reason) In(c *execution.Candidate) bool {
	if r.Only != nil {
		return r.Only.Same(c)
	}
	if r.Event >= 0 && !c.Executed[r.Event] || !r.Rest.In(c) {
		return false
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		if !c.Executed[st.From] || !c.Executed[st.To] ||
			!slices.ContainsFunc(st.Grounds, func(g Ground) bool { return g.In(c) }) {
			return false
		}
	}
	return true
}

// Possible reports whether a slot assignment has the barriers that the reason rests on.
func (r *Reason) Possible(s *event.Structure, assignment []int) bool {
	if r.Only != nil {
		for i := range s.Slots {
			if s.Slots[i].Fixed < 0 && r.Only.Slots[i] != assignment[i] {
				return false
			}
		}
		return true
	}
	if !r.Rest.Possible(s, assignment) {
		return false
	}
	for i := range r.Steps {
		if !slices.ContainsFunc(r.Steps[i].Grounds, func(g Ground) bool { return g.Possible(s, assignment) }) {
			return false
		}
	}
	return true
}

// Reasons returns one reason for each axiom that the execution violates, with a shortest
// cycle. It is empty if the model allows the execution. A reason also rests on the
// choices of free slots; Reasons finds other choices that give the same step, too.
func (j *Judge) Reasons(m *limit.Meter, c *execution.Candidate) []Reason {
	if less := j.m.Specialize(c.X.S); less != j.m {
		if j.small == nil || j.small.m.Tags() != less.Tags() {
			j.small = New(less)
		}
		all := j.small.Reasons(m, c)
		for i := range all {
			all[i].Axiom = &j.m.Axioms[all[i].number]
		}
		return all
	}
	if j.shifting == nil {
		j.shifting = j.m.Shifting()
	}
	j.monotone, _ = j.m.Monotone()
	if len(c.X.S.BySlot)+len(c.X.S.Guarded) > 0 && !j.m.CtrlForbids() {
		j.monotone = false // the whole can have more dependencies than a part
	}
	v := j.Judge(m, c)
	var all []Reason
	for i := range v.Violations {
		r := Reason{Axiom: v.Violations[i].Axiom, Event: v.Violations[i].Event, number: j.number(v.Violations[i].Axiom)}
		for _, e := range v.Violations[i].Edges {
			for _, st := range j.Unfold(e) {
				r.Steps = append(r.Steps, Step{Edge: st})
			}
		}
		all = append(all, r)
	}
	g := grounder{Judge: j, c: c, whole: allOf(c, false), wide: allOf(c, true)}
	if !j.monotone {
		for i := range all {
			all[i].Only = c.X
			for k := range all[i].Steps {
				all[i].Steps[k].Grounds = g.one(all[i].Steps[k].Edge)
			}
		}
		return all
	}
	for i := range all {
		g.reason(&all[i])
	}
	return all
}

// elsewhere returns the events that the free slots of an execution would have
// with other choices.
func elsewhere(c *execution.Candidate) []int {
	var more []int
	for i := range c.X.S.Slots {
		sl := &c.X.S.Slots[i]
		if sl.Fixed >= 0 {
			continue
		}
		for choice := range sl.Choices {
			x := *c.X
			x.Slots = slices.Clone(x.Slots)
			x.Slots[i] = choice
			other, err := x.Complete()
			if err != nil { // an interrupt came between its barriers, so no such execution exists
				continue
			}
			for _, e := range other.Events() {
				if !c.Executed[e] {
					more = append(more, int(e))
				}
			}
		}
	}
	return more
}

// number returns the number of an axiom of the model.
func (j *Judge) number(a *rel.Axiom) int {
	for i := range j.m.Axioms {
		if &j.m.Axioms[i] == a {
			return i
		}
	}
	panic("eval: an axiom of another model")
}
