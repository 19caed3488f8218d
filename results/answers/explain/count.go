package explain

import (
	"context"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/reason"
)

// nothing is a model that forbids nothing.
var nothing = &rel.Model{Name: "nothing", Nodes: make([]rel.Node, 1)}

// count enumerates the candidates and notes which reasons each has. A candidate without any
// is a disagreement: the solver has proved that none exists. If there are too many, count
// leaves the report without counts.
func (e *reporter) count(ctx context.Context, s *event.Structure, told []*eval.Reason, why *reason.Why) error {
	missed := false
	limit, err := enumerate.Each(ctx, s, nothing, enumerate.Options{MaxCandidates: e.maxCounted}, func(c *execution.Candidate) bool {
		if len(c.Cuts) > 0 || !c.Holds(s.Filter) || !c.Holds(s.Cond) {
			return true
		}
		var in []int
		for i, r := range told {
			if r.In(c) {
				in = append(in, i)
			}
		}
		missed = len(in) == 0
		why.Count(in)
		return !missed
	})
	switch {
	case ctx.Err() != nil: // cancelled: the report stays without counts
	case err != nil:
		return err
	case missed:
		return &decide.Disagreement{Test: s.Test.Name, Model: e.c.Model.Name,
			What: "the solver has reasons for all executions with the outcome, and the enumeration finds one that has none of them"}
	case limit == "":
		why.Counted()
		return nil
	}
	why.Uncount()
	return nil
}
