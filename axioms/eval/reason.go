package eval

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// Reason is why a model forbids an execution, and with it every other one that
// contains what the reason rests on: the same cycle is in all of them.
type Reason struct {
	Axiom *rel.Axiom
	Steps []Step // a cycle or path, or the one pair that should not be there
	Event int    // -1 unless a set should be empty

	// Rest is what the reason rests on besides one ground for each step.
	// Nothing, for models whose sets do not depend on what is chosen.
	Rest Ground
	// Only is not nil where a part says nothing of the whole, because the model
	// is not monotone: the reason is about this execution.
	Only *execution.Execution
}

// Step is a step of a reason, with the parts of an execution each of which is
// enough for it, the first one that of the execution it was found in. The
// events that it joins are executed besides.
type Step struct {
	Edge
	Grounds []Ground
}

// Cyclic reports whether the last step leads to the first.
func (r *Reason) Cyclic() bool {
	return len(r.Steps) > 0 && r.Steps[len(r.Steps)-1].To == r.Steps[0].From
}

// Ground is all that the reason rests on, with the first ground of each step: a
// part of the execution that it was found in.
func (r *Reason) Ground() Ground { return r.groundWith(-1, 0) }

// In reports whether the reason is one for an execution: whether that contains
// what it rests on.
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

// Possible reports whether a choice for each slot of a structure that is not
// fixed has the barriers that the reason rests on.
func (r *Reason) Possible(s *event.Structure, picks []int) bool {
	if r.Only != nil {
		for i := range s.Slots {
			if s.Slots[i].Fixed < 0 && r.Only.Slots[i] != picks[i] {
				return false
			}
		}
		return true
	}
	if !r.Rest.Possible(s, picks) {
		return false
	}
	for i := range r.Steps {
		if !slices.ContainsFunc(r.Steps[i].Grounds, func(g Ground) bool { return g.Possible(s, picks) }) {
			return false
		}
	}
	return true
}

// Reasons shows why the model forbids an execution: one reason for each axiom
// that fails, with a shortest cycle. It is empty if the model allows the
// execution. What stands in a slot that is not fixed is part of what a reason
// rests on; other choices that give a step are found, too.
func (j *Judge) Reasons(m *limit.Meter, c *execution.Candidate) []Reason {
	if j.shifting == nil {
		j.shifting = j.m.Shifting()
	}
	j.monotone, _ = j.m.Monotone()
	if len(c.X.S.BySlot) > 0 && !j.m.CtrlForbids() {
		j.monotone = false // a part can have fewer dependencies than the whole
	}
	v := j.Judge(m, c)
	var all []Reason
	for i := range v.Violations {
		r := Reason{Axiom: v.Violations[i].Axiom, Event: v.Violations[i].Event}
		for _, e := range v.Violations[i].Edges {
			for _, st := range j.Unfold(e) {
				r.Steps = append(r.Steps, Step{Edge: st})
			}
		}
		all = append(all, r)
	}
	if !j.monotone {
		for i := range all {
			all[i].Only = c.X
		}
		return all
	}
	g := grounder{Judge: j, c: c, whole: allOf(c, false), wide: allOf(c, true)}
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
			if err != nil { // an interrupt came between its barriers: there is no such execution
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
