package enumerate

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// coherent reports whether the model has the axiom that every model of a real machine
// has, SC per location: acyclic po-loc | rf | co | fr, possibly with more relations in
// the union. Only then the search skips sources and orders that violate it. The axiom is
// recognised by its form. A model that expresses it in another way is enumerated in
// full, with the same answer.
func coherent(m *rel.Model) bool {
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if a.Mode != rel.Plain || a.Neg || a.Kind != rel.Acyclic || m.Node(a.Expr).Op.IsSet() {
			continue
		}
		var poLoc, rf, co, fr bool
		var visit func(id rel.ID)
		visit = func(id rel.ID) {
			switch n := m.Node(id); {
			case n.Op == rel.Union:
				visit(n.A)
				visit(n.B)
			case n.Op == rel.Plus: // r+ has a cycle if and only if r has one
				visit(n.A)
			default:
				poLoc = poLoc || containsPoLoc(m, id)
				rf = rf || isBase(m, id, vocabulary.RelRf)
				co = co || isBase(m, id, vocabulary.RelCo)
				fr = fr || isFr(m, id)
			}
		}
		if visit(a.Expr); poLoc && rf && co && fr {
			return true
		}
	}
	return false
}

func isBase(m *rel.Model, id rel.ID, b vocabulary.Base) bool {
	n := m.Node(id)
	return (n.Op == rel.RelBase || n.Op == rel.SetBase) && n.Base == b
}

// containsPoLoc reports whether a relation contains program order between all accesses
// to one location: it is po, at most restricted to a relation that contains loc.
func containsPoLoc(m *rel.Model, id rel.ID) bool {
	n := m.Node(id)
	if n.Op != rel.Inter {
		return isBase(m, id, vocabulary.RelPo)
	}
	return containsPoLoc(m, n.A) && containsLoc(m, n.B) || containsLoc(m, n.A) && containsPoLoc(m, n.B)
}

// containsLoc reports whether a relation contains all pairs of accesses to one location.
func containsLoc(m *rel.Model, id rel.ID) bool {
	n := m.Node(id)
	accesses := func(set rel.ID) bool { return m.Node(set).Op == rel.SetUniv || isBase(m, set, vocabulary.SetM) }
	switch n.Op {
	case rel.Inter:
		return containsLoc(m, n.A) && containsLoc(m, n.B)
	case rel.Cross:
		return accesses(n.A) && accesses(n.B)
	}
	return isBase(m, id, vocabulary.RelLoc)
}

// isFr recognises rf^-1 ; co, also without the identity: that removes nothing, because no
// access both reads and writes.
func isFr(m *rel.Model, id rel.ID) bool {
	n := m.Node(id)
	if n.Op == rel.Diff {
		if no := m.Node(n.B); no.Op != rel.Ident || m.Node(no.A).Op != rel.SetUniv {
			return false
		}
		n = m.Node(n.A)
	}
	if n.Op != rel.Seq || m.Node(n.A).Op != rel.Inverse {
		return false
	}
	return isBase(m, m.Node(n.A).A, vocabulary.RelRf) && isBase(m, n.B, vocabulary.RelCo)
}
