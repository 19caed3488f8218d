package enumerate

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// Run finds every final state of a structure under a model. If ctx ends first,
// Outcome.Limit says so, and the outcome holds what was found by then. An error is a bug.
func Run(ctx context.Context, s *event.Structure, m *rel.Model, o Options) (*Outcome, error) {
	g, err := newSearch(ctx, s, m, o)
	if err != nil {
		return nil, err
	}
	t := newTally(s, o.Counts)
	if o.Flags {
		t.flags = newFlags(g.judge)
	}
	g.skipCuts = t.allReached
	g.wanted = t.wanted
	g.visit = func(c *execution.Candidate) bool {
		t.add(c)
		return true
	}
	if err := g.run(); err != nil {
		return nil, err
	}
	if less := m.Beginnings(s); less != m && g.limit == "" {
		if err := t.beginnings(ctx, less, o, g); err != nil {
			return nil, err
		}
	}
	return t.outcome(g), nil
}

// beginnings records which cuts are reached under a model that is only about the
// beginnings of executions. g is the search for executions.
func (t *tally) beginnings(ctx context.Context, m *rel.Model, o Options, g *search) error {
	if !slices.ContainsFunc(t.o.S.Cuts, func(c event.Cut) bool { return c.LosesExecutions() }) {
		return nil
	}
	cuts, err := newSearch(ctx, t.o.S, m, o)
	if err != nil {
		return err
	}
	cuts.skipCuts = t.allReached
	cuts.wanted = func(c *execution.Candidate) bool { return len(c.Cuts) > 0 }
	cuts.visit = func(c *execution.Candidate) bool {
		t.add(c)
		return true
	}
	err = cuts.run()
	g.limit = cuts.limit
	return err
}

// Exists returns an execution that the model and the filter allow and that satisfies the
// condition; nil if it finds none. limit says why not all executions were tried; "" if
// all were. The order in which they are tried is always the same.
func Exists(ctx context.Context, s *event.Structure, m *rel.Model, o Options) (found *execution.Candidate, limit string, err error) {
	limit, err = Witnesses(ctx, s, m, o, func(c *execution.Candidate) bool {
		found = cloneCandidate(c)
		return false
	})
	if err != nil {
		return nil, "", err
	}
	return found, limit, nil
}

// Witnesses calls f for every execution that the model and the filter allow and that
// satisfies the condition, until f returns false. f must not keep the candidate. No other
// execution is judged.
func Witnesses(ctx context.Context, s *event.Structure, m *rel.Model, o Options, f func(*execution.Candidate) bool) (limit string, err error) {
	g, err := newSearch(ctx, s, m, o)
	if err != nil {
		return "", err
	}
	g.noCuts = true
	g.wanted = func(c *execution.Candidate) bool { return c.Holds(s.Filter) && c.Holds(s.Cond) }
	g.visit = f
	err = g.run()
	return g.limit, err
}

// Each calls f for every execution that the model allows, including those that do not
// pass the filter and those that reach a cut, until f returns false. f must not keep the
// candidate. limit says why not all executions were visited; "" if all were.
func Each(ctx context.Context, s *event.Structure, m *rel.Model, o Options, f func(*execution.Candidate) bool) (limit string, err error) {
	g, err := newSearch(ctx, s, m, o)
	if err != nil {
		return "", err
	}
	g.visit = f
	err = g.run()
	return g.limit, err
}

// cloneCandidate returns a copy of a candidate that the search does not change.
func cloneCandidate(c *execution.Candidate) *execution.Candidate {
	x := c.X.Clone()
	again, err := x.Complete()
	if err != nil {
		panic("enumerate: a candidate was completed once and not again: " + err.Error())
	}
	return again
}
