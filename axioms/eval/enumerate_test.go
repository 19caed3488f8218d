package eval

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// observe counts the executions that a model allows, with and without the
// condition.
func observe(s *event.Structure, m *rel.Model) (yes, no int) {
	j := New(m)
	executiontest.Each(s, func(c *execution.Candidate) {
		if !j.Consistent(nil, c) {
			return
		}
		if c.Holds(s.Cond) {
			yes++
		} else {
			no++
		}
	})
	return yes, no
}
