package cycle

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
	"github.com/fencewise/fencewise/results"
)

// Of shows why a model forbids an execution of a structure whose slots are free:
// the axiom and its cycle. ok is false if it allows it.
func Of(m *rel.Model, c *eval.Candidate) (axiom string, steps []results.Step, ok bool) {
	j := eval.New(m)
	v, edges := shortest(j, j.Judge(c))
	if v == nil {
		return "", nil, false
	}
	if len(edges) == 0 {
		if v.Event >= 0 {
			steps = append(steps, step(c, v.Event, ""))
		}
		return v.Axiom.Name, steps, true
	}
	for _, e := range edges {
		steps = append(steps, step(c, e.From, e.Rel))
	}
	if last := edges[len(edges)-1]; last.To != edges[0].From {
		steps = append(steps, step(c, last.To, ""))
	}
	owed(m, c, edges, steps)
	return v.Axiom.Name, steps, true
}

// shortest is the violation with the fewest steps: it is the easiest to read.
// Of several it is that of the first axiom.
func shortest(j *eval.Judge, v eval.Verdict) (best *eval.Violation, edges []eval.Edge) {
	for i := range v.Violations {
		var es []eval.Edge
		for _, e := range v.Violations[i].Edges {
			es = append(es, j.Unfold(e)...)
		}
		if best == nil || len(es) < len(edges) {
			best, edges = &v.Violations[i], es
		}
	}
	return best, edges
}

// owed finds out, for each slot, which steps are gone without its barriers; in
// a slot that always has some, with another of its choices.
func owed(m *rel.Model, c *eval.Candidate, edges []eval.Edge, steps []results.Step) {
	for i := range c.X.S.Slots {
		s := &c.X.S.Slots[i]
		if s.Fixed >= 0 {
			continue
		}
		gone := make([]bool, len(edges))
		for _, other := range others(s, c.X.Slots[i]) {
			x := *c.X
			x.Slots = slices.Clone(c.X.Slots)
			x.Slots[i] = other
			without, err := x.Complete()
			if err != nil { // an interrupt came between its barriers: there is no such execution
				continue
			}
			j := eval.New(m)
			j.Judge(without)
			for k, e := range edges {
				pairs, named := j.Relation(e.Rel)
				gone[k] = gone[k] || named && !slices.Contains(pairs, [2]int{e.From, e.To})
			}
		}
		for k := range edges {
			if gone[k] {
				steps[k].By = append(steps[k].By, results.Slot{Name: s.Name, Choice: s.Choices[c.X.Slots[i]]})
			}
		}
	}
}

// others is what to put in the place of a choice: no barrier, or where that is
// not offered every other choice.
func others(s *event.Slot, choice int) []int {
	none := slices.IndexFunc(s.Barriers, func(b []power.FenceKind) bool { return len(b) == 0 })
	switch {
	case none == choice:
		return nil
	case none >= 0:
		return []int{none}
	}
	var all []int
	for c := range s.Choices {
		if c != choice {
			all = append(all, c)
		}
	}
	return all
}

// step is an event in the words of the program.
func step(c *eval.Candidate, e int, rel string) results.Step {
	s := c.X.S
	ev := &s.Events[e]
	st := results.Step{Rel: rel}
	if ev.Thread >= 0 {
		st.Thread = s.Threads[ev.Thread].Name
	}
	switch ev.Kind {
	case event.InitWrite:
		st.Event = "initially"
	case event.IrqEvent:
		st.Event = "doorbell interrupt"
	default:
		st.Event = ev.Instr.String()
	}
	if ev.IsAccess() {
		v := c.Value(e)
		if w, ok := event.Apply(event.Signed, v, event.Value{}); ok { // as final states are shown
			v = w
		}
		st.Effect = s.Locs[ev.Loc].Name + map[bool]string{true: " := ", false: " -> "}[ev.IsWrite()] + s.Show(v)
	}
	return st
}
