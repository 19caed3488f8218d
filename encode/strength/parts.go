package strength

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// part is a union of static expressions that occurs positively. The union has to keep
// its pairs, not each member: a pair that one member loses and another gains does no
// harm if the model uses only the union.
type part []rel.ID

// parts splits the axioms into the parts that depend on barriers. What positive
// operators build from the parts keeps its pairs if the parts do. If a barrier occurs
// negatively, why says where.
func parts(m *rel.Model) (all []part, why string) {
	s := &splitter{m: m, barrier: barriers(m), simple: simple(m), seen: make([]bool, len(m.Nodes))}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		switch {
		case a.Mode != rel.Plain:
		case a.Neg && s.barrier[a.Expr]:
			return nil, fmt.Sprintf("%s has to fail", a.Name)
		default:
			s.visit(a.Expr)
		}
	}
	return s.parts, s.why
}

// splitter splits the axioms of a model into parts.
type splitter struct {
	m       *rel.Model
	barrier []bool // depends on a set of barriers
	simple  []bool
	seen    []bool
	parts   []part
	why     string
}

// visit adds the parts of an expression that occurs positively.
func (s *splitter) visit(id rel.ID) {
	if id == 0 || s.seen[id] || !s.barrier[id] {
		return
	}
	s.seen[id] = true
	if s.simple[id] {
		s.parts = append(s.parts, part{id})
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
			simple = append(simple, id)
			dependent = dependent || s.barrier[id]
		case n.Op == rel.Union || n.Op == rel.SetUnion:
			members(n.A)
			members(n.B)
		default:
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
	if s.barrier[id] && s.why == "" {
		s.why = s.m.Text(id) + " is subtracted"
	}
}

// isBarrier reports whether b is the set of the barriers of one kind. F, the set of
// all barriers, does not count: it also contains the barrier that replaces another.
func isBarrier(m *rel.Model, b vocabulary.Base) bool {
	t, ok := b.Tag()
	return ok && m.Vocabulary.Language.Tags[t].Barrier
}

// barriers marks the nodes that depend on a set of barriers of one kind.
func barriers(m *rel.Model) []bool {
	mark := make([]bool, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			n := m.Node(rel.ID(id))
			on := n.Op == rel.SetBase && isBarrier(m, n.Base) || mark[n.A] || mark[n.B] ||
				n.Op == rel.RecVar && mark[m.Groups[n.Group].Defs[n.Member]]
			if on && !mark[id] {
				mark[id], changed = true, true
			}
		}
	}
	return mark
}

// simple marks the nodes whose pairs depend on few events: static, without closures,
// and with nothing subtracted but what two events decide.
func simple(m *rel.Model) []bool {
	ok, pointwise := make([]bool, len(m.Nodes)), make([]bool, len(m.Nodes))
	ok[0], pointwise[0] = true, true
	for id := 1; id < len(m.Nodes); id++ {
		n := m.Node(rel.ID(id))
		both, point := ok[n.A] && ok[n.B], pointwise[n.A] && pointwise[n.B]
		switch n.Op {
		case rel.SetBase, rel.RelBase:
			both = !n.Base.Dynamic()
			point = both
		case rel.Plus, rel.Star, rel.RecVar, rel.Brackets, rel.Invalid:
			both, point = false, false
		case rel.Seq, rel.Domain, rel.Range:
			point = false
		case rel.Diff, rel.SetDiff:
			both = both && pointwise[n.B]
		case rel.Compl, rel.SetCompl:
			both = pointwise[n.A]
		case rel.SetUniv, rel.SetEmpty, rel.RelUniv, rel.RelEmpty, rel.SetUnion, rel.Union, rel.SetInter, rel.Inter,
			rel.Ident, rel.Cross, rel.Inverse, rel.Opt: // as simple as their operands
		default:
			panic(fmt.Sprintf("strength: no such operator: %d", n.Op))
		}
		ok[id], pointwise[id] = both, point && both
	}
	return ok
}

// middle returns the number of events that a pair of a simple node needs in addition
// to its own two.
func middle(m *rel.Model, id rel.ID) int {
	n := m.Node(id)
	switch {
	case id == 0 || n.Op == rel.SetBase || n.Op == rel.RelBase:
		return 0
	case n.Op == rel.Union || n.Op == rel.SetUnion:
		return max(middle(m, n.A), middle(m, n.B))
	case n.Op == rel.Ident || n.Op == rel.Inverse || n.Op == rel.Opt:
		return middle(m, n.A)
	case n.Op == rel.Compl || n.Op == rel.SetCompl:
		return 0
	case n.Op == rel.Diff || n.Op == rel.SetDiff:
		return middle(m, n.A)
	}
	k := middle(m, n.A) + middle(m, n.B)
	switch n.Op {
	case rel.Domain, rel.Range:
		k++
	case rel.Seq: // an identity takes no step
		if m.Node(n.A).Op != rel.Ident && m.Node(n.B).Op != rel.Ident {
			k++
		}
	}
	return k
}
