package strength

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// part is a union of expressions that occurs positively. The union has to keep the pairs of
// its simple members, not each member: a pair that one member loses and another gains does
// no harm if the model uses only the union.
type part struct {
	keep []rel.ID // the simple members
	gain []rel.ID // other members, of which it is known in part what they contain; see universe.go
}

// parts splits the axioms into the parts that depend on barriers. What positive
// operators build from the parts keeps its pairs if the parts do. If a barrier occurs
// negatively, why says where.
func parts(m *rel.Model, k *kinds) (all []part, why string) {
	s := &splitter{m: m, kinds: k, seen: make([]bool, len(m.Nodes))}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		switch {
		case a.Mode != rel.Plain:
		case a.Neg && s.changes[a.Expr]:
			return nil, fmt.Sprintf("%s has to fail", a.Name)
		default:
			s.visit(a.Expr)
		}
	}
	return s.parts, s.why
}

// splitter splits the axioms of a model into parts.
type splitter struct {
	m *rel.Model
	*kinds
	seen  []bool
	parts []part
	why   string
}

// visit adds the parts of an expression that occurs positively.
func (s *splitter) visit(id rel.ID) {
	if id == 0 || s.seen[id] || !s.changes[id] {
		return
	}
	s.seen[id] = true
	if s.simple[id] {
		s.parts = append(s.parts, part{keep: []rel.ID{id}})
		return
	}
	switch n := s.m.Node(id); n.Op {
	case rel.Union, rel.SetUnion:
		s.visitUnion(id)
	case rel.Diff, rel.SetDiff:
		s.visit(n.A)
		s.noteSubtracted(n.B)
	case rel.Compl, rel.SetCompl:
		s.noteSubtracted(n.A)
	case rel.Brackets:
		s.noteSubtracted(id) // what is matched can change in any way
	case rel.RecVar:
		s.visit(s.m.Groups[n.Group].Defs[n.Member])
	default:
		s.visit(n.A)
		s.visit(n.B)
	}
}

// visitUnion makes one part of the simple members of a union, and visits the others.
func (s *splitter) visitUnion(id rel.ID) {
	var simple part
	dependent := false
	var members func(id rel.ID)
	members = func(id rel.ID) {
		n := s.m.Node(id)
		switch {
		case s.simple[id]:
			simple.keep = append(simple.keep, id)
			dependent = dependent || s.changes[id]
		case n.Op == rel.Union || n.Op == rel.SetUnion:
			members(n.A)
			members(n.B)
		default:
			if s.m.Specializes() { // bundles keep the formulas of models for assembly
				simple.gain = append(simple.gain, id)
			}
			s.visit(id)
		}
	}
	members(id)
	if dependent {
		s.parts = append(s.parts, simple)
	}
}

// noteSubtracted records a barrier in an expression that is subtracted.
func (s *splitter) noteSubtracted(id rel.ID) {
	if s.changes[id] && s.why == "" {
		s.why = s.m.Text(id) + " is subtracted"
	}
}

// isBarrier reports whether b is the set of the barriers of one kind. F, the set of
// all barriers, does not count: it also contains the barrier that replaces another.
func isBarrier(m *rel.Model, b vocabulary.Base) bool {
	t, ok := b.Tag()
	return ok && m.Vocabulary.Language.Tags[t].Barrier
}

// kinds says, for each node, what is known of it.
type kinds struct {
	changes   []bool // it depends on a set that the change concerns
	opaque    []bool // it is a set that does not, and that depends on more than a few events
	simple    []bool // its pairs depend on few events: it is static, without closures, and with nothing subtracted but what two events decide
	pointwise []bool // two events decide whether they are a pair: it is static, and without closures and compositions
}

// classify finds out what is known of the nodes, given what changes. What is opaque is the
// same in both versions, so that each event may be in it or not: that is simple.
func classify(m *rel.Model, c *change) *kinds {
	k := &kinds{changes: changing(m, c), opaque: make([]bool, len(m.Nodes)), simple: make([]bool, len(m.Nodes)), pointwise: make([]bool, len(m.Nodes))}
	k.simple[0], k.pointwise[0] = true, true
	for id := 1; id < len(m.Nodes); id++ {
		n := m.Node(rel.ID(id))
		both, point := k.simple[n.A] && k.simple[n.B], k.pointwise[n.A] && k.pointwise[n.B]
		switch n.Op {
		case rel.SetBase, rel.RelBase:
			both = !n.Base.Dynamic()
			point = both
		case rel.Plus, rel.Star, rel.RecVar, rel.Brackets, rel.Invalid:
			both, point = false, false
		case rel.Seq, rel.Domain, rel.Range:
			point = false
		case rel.Diff, rel.SetDiff:
			both = both && k.pointwise[n.B]
		case rel.Compl, rel.SetCompl:
			both = k.pointwise[n.A]
		case rel.SetUniv, rel.SetEmpty, rel.RelUniv, rel.RelEmpty, rel.SetUnion, rel.Union, rel.SetInter, rel.Inter,
			rel.Ident, rel.Cross, rel.Inverse, rel.Opt: // as simple as their operands
		default:
			panic(fmt.Sprintf("strength: no such operator: %d", n.Op))
		}
		k.opaque[id] = m.Specializes() && n.Op.IsSet() && !k.changes[id] && !both
		k.simple[id], k.pointwise[id] = both || k.opaque[id], point && both || k.opaque[id]
	}
	return k
}

// changing marks the nodes that depend on a set that a change concerns.
func changing(m *rel.Model, c *change) []bool {
	mark := make([]bool, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			n := m.Node(rel.ID(id))
			on := n.Op == rel.SetBase && c.concerns(m, n.Base) || mark[n.A] || mark[n.B] ||
				n.Op == rel.RecVar && mark[m.Groups[n.Group].Defs[n.Member]]
			if on && !mark[id] {
				mark[id], changed = true, true
			}
		}
	}
	return mark
}

// middle returns the number of events that a pair of a simple node needs in addition
// to its own two.
func (k *kinds) middle(m *rel.Model, id rel.ID) int {
	n := m.Node(id)
	switch {
	case id == 0 || k.opaque[id] || n.Op == rel.SetBase || n.Op == rel.RelBase:
		return 0
	case n.Op == rel.Union || n.Op == rel.SetUnion:
		return max(k.middle(m, n.A), k.middle(m, n.B))
	case n.Op == rel.Ident || n.Op == rel.Inverse || n.Op == rel.Opt:
		return k.middle(m, n.A)
	case n.Op == rel.Compl || n.Op == rel.SetCompl:
		return 0
	case n.Op == rel.Diff || n.Op == rel.SetDiff:
		return k.middle(m, n.A)
	}
	sum := k.middle(m, n.A) + k.middle(m, n.B)
	switch n.Op {
	case rel.Domain, rel.Range:
		sum++
	case rel.Seq: // an identity takes no step
		if m.Node(n.A).Op != rel.Ident && m.Node(n.B).Op != rel.Ident {
			sum++
		}
	}
	return sum
}
