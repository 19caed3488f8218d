package rel

import "github.com/fencewise/fencewise/axioms/vocabulary"

// Counts reports whether the model says, in axioms of the usual forms, that the accesses to each
// location are coherent and that nothing comes between the two halves of an atomic operation:
//
//	acyclic (po & loc) | rf | co | fr
//	empty rmw & (fre ; coe)
//
// where more in the unions only says more, and po & loc may also be po or po & (M * M). Then an
// atomic operation sees all writes that come before it in the coherence order. A model that
// says so in another form is not recognized.
func (m *Model) Counts() bool {
	coherent, atomic := false, false
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if a.Mode != Plain || a.Neg {
			continue
		}
		switch a.Kind {
		case Acyclic:
			coherent = coherent || m.has(a.Expr, m.isPoLoc) && m.has(a.Expr, m.isBase(vocabulary.RelRf)) &&
				m.has(a.Expr, m.isBase(vocabulary.RelCo)) && m.has(a.Expr, m.isFr)
		case Empty:
			atomic = atomic || m.has(a.Expr, m.both(m.isBase(vocabulary.RelRmw), m.isOvertaken))
		case Irreflexive: // says neither
		}
	}
	return coherent && atomic
}

// has reports whether a node is one that is tells, or a union with one.
func (m *Model) has(id ID, is func(ID) bool) bool {
	if is(id) {
		return true
	}
	n := &m.Nodes[id]
	return n.Op == Union && (m.has(n.A, is) || m.has(n.B, is))
}

// isBase returns what tells the nodes of a base relation.
func (m *Model) isBase(b vocabulary.Base) func(ID) bool {
	return func(id ID) bool { return m.Nodes[id].Op == RelBase && m.Nodes[id].Base == b }
}

// both returns what tells intersections of two nodes.
func (m *Model) both(a, b func(ID) bool) func(ID) bool {
	return func(id ID) bool {
		n := &m.Nodes[id]
		return n.Op == Inter && (m.has(n.A, a) && m.has(n.B, b) || m.has(n.B, a) && m.has(n.A, b))
	}
}

// isPoLoc tells po & loc, po, and po & (M * M).
func (m *Model) isPoLoc(id ID) bool {
	po := m.isBase(vocabulary.RelPo)
	return po(id) || m.both(po, m.isBase(vocabulary.RelLoc))(id) || m.both(po, m.isAllPairs)(id)
}

// isAllPairs tells M * M, where M has all accesses.
func (m *Model) isAllPairs(id ID) bool {
	n := &m.Nodes[id]
	return n.Op == Cross && n.A == n.B && m.Nodes[n.A].Op == SetBase && m.Nodes[n.A].Base == vocabulary.SetM &&
		m.Vocabulary != nil && !m.Vocabulary.Language.Annotated
}

// isFr tells rf^-1 ; co, also without the identity.
func (m *Model) isFr(id ID) bool {
	n := &m.Nodes[id]
	if n.Op == Diff && m.Nodes[n.B].Op == Ident {
		return m.has(n.A, m.isFr)
	}
	return n.Op == Seq && m.Nodes[n.A].Op == Inverse && m.has(m.Nodes[n.A].A, m.isBase(vocabulary.RelRf)) && m.has(n.B, m.isBase(vocabulary.RelCo))
}

// external returns what tells the pairs of a relation that are of two threads.
func (m *Model) external(of func(ID) bool) func(ID) bool {
	return func(id ID) bool {
		n := &m.Nodes[id]
		return n.Op == Diff && m.isBase(vocabulary.RelInt)(n.B) && m.has(n.A, of) ||
			m.both(of, m.isBase(vocabulary.RelExt))(id)
	}
}

// isOvertaken tells fre ; coe.
func (m *Model) isOvertaken(id ID) bool {
	n := &m.Nodes[id]
	return n.Op == Seq && m.has(n.A, m.external(m.isFr)) && m.has(n.B, m.external(m.isBase(vocabulary.RelCo)))
}
