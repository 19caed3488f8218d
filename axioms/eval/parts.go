package eval

import "github.com/fencewise/fencewise/axioms/rel"

// part is one member of a union, with the name under which it is shown.
type part struct {
	id   rel.ID
	name string
}

// link is one factor of a composition.
type link struct {
	id       rel.ID // the relation, without its closure
	parts    []part // the members of the union that the relation is
	min      int    // smallest number of steps: 0 or 1
	repeats  bool   // whether it can take more than one step
	identity rel.ID // not 0: the factor is the identity on this set, which takes no step
}

// axiomParts holds the relations in which the witness of an axiom is expressed.
type axiomParts struct {
	graph  rel.ID   // acyclic: the relation that must not have a cycle
	union  []part   // acyclic, empty
	chains [][]link // irreflexive: the factors of each member of the union
}

func axiomPartsOf(m *rel.Model, a *rel.Axiom) axiomParts {
	p := axiomParts{graph: a.Expr}
	switch {
	case m.Node(a.Expr).Op.IsSet():
		return p
	case a.Kind == rel.Acyclic:
		for m.Node(p.graph).Op == rel.Plus { // r+ has a cycle if and only if r has one
			p.graph = m.Node(p.graph).A
		}
	}
	p.union = unfold(m, p.graph, "")
	if a.Kind == rel.Irreflexive {
		for _, u := range p.union {
			p.chains = append(p.chains, factors(m, u.id, nil))
		}
	}
	return p
}

// unfold lists the members of a union, including those of inner unions. A member without
// a name is shown under the name of the smallest named union around it.
func unfold(m *rel.Model, id rel.ID, around string) []part {
	n := m.Node(id)
	if n.Name != "" {
		around = n.Name
	}
	if n.Op == rel.Union {
		return append(unfold(m, n.A, around), unfold(m, n.B, around)...)
	}
	if around == "" {
		around = m.Text(id)
	}
	return []part{{id, around}}
}

// factors appends the factors of a composition to list. A named composition is not taken
// apart: it is shown under its name.
func factors(m *rel.Model, id rel.ID, list []link) []link {
	n := m.Node(id)
	switch {
	case n.Op == rel.Seq && (n.Name == "" || list == nil):
		return factors(m, n.B, factors(m, n.A, list))
	case n.Op == rel.Ident:
		return append(list, link{identity: n.A})
	case n.Op == rel.Star || n.Op == rel.Plus || n.Op == rel.Opt:
		l := link{id: n.A, parts: unfold(m, n.A, ""), repeats: n.Op != rel.Opt}
		if n.Op == rel.Plus {
			l.min = 1
		}
		return append(list, l)
	}
	return append(list, link{id: id, parts: unfold(m, id, ""), min: 1})
}
