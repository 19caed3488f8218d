package cycle

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/reason"
)

// Of returns why a model forbids an execution of a structure whose slots are free: the
// axiom and its cycle. ok is false if it allows the execution.
func Of(m *rel.Model, c *execution.Candidate) (axiom string, steps []results.Step, ok bool) {
	told, ok := reason.Of(m, c)
	for i := range told.Cycle.Steps {
		st := &told.Cycle.Steps[i]
		ev := &st.Event
		s := results.Step{Thread: ev.Thread, Event: ev.Text, Effect: ev.Effect, Rel: st.Rel}
		s.By, s.Either = st.Owed()
		steps = append(steps, s)
	}
	return told.Axiom, steps, ok
}
