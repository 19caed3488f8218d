package eval

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// Edge is one step of a cycle or path: a pair of events, and the relation of the model
// that contains it.
type Edge struct {
	From, To int
	Rel      string

	id rel.ID // the relation itself
}

// Violation is an axiom that fails, with its witness. For an acyclic axiom, Edges is a
// shortest cycle; for an irreflexive one, a path from an event to itself; for an empty
// one, the pair that must not exist, or, with Edges nil, the Event. An axiom that
// demands a cycle (~acyclic) has no witness if there is none.
type Violation struct {
	Axiom *rel.Axiom
	Edges []Edge
	Event int // -1 unless the axiom is about a set

	c *execution.Candidate
}

// String returns the axiom and its witness in the notation of the literature:
//
//	observation: P1:Rx=0 -fre-> P0:Wx=1 -prop-> P0:Wy=1 -rfe-> P1:Ry=1 -ppo-> P1:Rx=0
func (v *Violation) String(s *event.Structure) string {
	name := func(e int) string {
		if v.c != nil && v.c.X.S == s {
			return v.c.Describe(e)
		}
		return execution.Describe(s, e)
	}
	var b strings.Builder
	b.WriteString(v.Axiom.Name)
	switch {
	case len(v.Edges) > 0:
		b.WriteString(": " + name(v.Edges[0].From))
		for _, e := range v.Edges {
			b.WriteString(" -" + e.Rel + "-> " + name(e.To))
		}
	case v.Event >= 0:
		b.WriteString(": " + name(v.Event))
	}
	return b.String()
}
