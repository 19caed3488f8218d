package rel

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Specializes reports whether Specialize can make the model smaller. It leaves models for
// assembly as they are: their formulas are kept in bundles, and have to stay the same.
func (m *Model) Specializes() bool { return m.Vocabulary != nil && m.Vocabulary.Language.Annotated }

// Specialize returns a smaller model that judges the executions of one structure in the same
// way. Sets of events with a tag that no event of the structure has are empty there, and
// what follows from that is left out: for a program without locks and critical sections,
// most of a model of kernel C. Axioms keep their numbers.
func (m *Model) Specialize(s *event.Structure) *Model {
	if !m.Specializes() {
		return m
	}
	return m.WithTags(s.Tags())
}

// Tags returns the tags that the model is specialized for; 0 if it is for all structures.
func (m *Model) Tags() isa.Tags { return m.tags }

// WithTags is Specialize for all structures whose events have only the given tags.
func (m *Model) WithTags(tags isa.Tags) *Model {
	if m.tags == tags {
		return m
	}
	sp := &specializer{m: m, g: newGraph(m.Vocabulary), to: make([]ID, len(m.Nodes))}
	sp.g.facts = true
	sp.some = m.nonEmpty(tags)
	less := *m
	less.Axioms = slices.Clone(m.Axioms)
	for i := range less.Axioms {
		if less.Axioms[i].Mode == Plain {
			less.Axioms[i].Expr = sp.node(less.Axioms[i].Expr)
		}
	}
	sp.groups()
	sp.unnamed = len(sp.g.nodes) // what axioms use gets no name from what only flags use
	for i := range less.Axioms {
		if less.Axioms[i].Mode != Plain {
			less.Axioms[i].Expr = sp.node(less.Axioms[i].Expr)
		}
	}
	sp.groups()
	less.Named = map[string]ID{}
	for name, id := range m.Named {
		if sp.to[id] != 0 {
			less.Named[name] = sp.to[id]
		}
	}
	less.Nodes, less.Groups, less.Defs, less.tags = sp.g.nodes, sp.g.groups, nil, tags
	return &less
}

// nonEmpty marks the nodes that can have an element if events have no other tags than the
// given ones. Members of groups are empty until a definition has an element without them.
func (m *Model) nonEmpty(tags isa.Tags) []bool {
	some := make([]bool, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			if n := &m.Nodes[id]; !some[id] && m.canHave(n, some, tags) {
				some[id], changed = true, true
			}
		}
	}
	return some
}

// canHave reports whether a node can have an element, if its operands can as some says.
func (m *Model) canHave(n *Node, some []bool, tags isa.Tags) bool {
	switch n.Op {
	case SetEmpty, RelEmpty, Invalid:
		return false
	case SetBase:
		t, tagged := n.Base.Tag()
		return !tagged || tags.Has(t)
	case SetInter, Inter, Seq, Cross, Brackets:
		return some[n.A] && some[n.B]
	case SetUnion, Union:
		return some[n.A] || some[n.B]
	case SetDiff, Diff, Domain, Range, Ident, Inverse, Plus:
		return some[n.A]
	case RecVar:
		return some[m.Groups[n.Group].Defs[n.Member]]
	case SetUniv, SetCompl, RelBase, RelUniv, Compl, Star, Opt:
		return true
	default:
		panic("rel: no such operator")
	}
}

// specializer copies the nodes of a model that are needed.
type specializer struct {
	m       *Model
	g       *graph
	some    []bool
	to      []ID        // by node of m; 0 until it is needed
	of      map[int]int // by group of m: that of the copy
	unnamed int         // nodes below it get no further names
	todo    []ID        // recursion variables of m whose groups are to be copied
}

func (sp *specializer) node(id ID) ID {
	if id == 0 || sp.to[id] != 0 {
		return sp.to[id]
	}
	n := &sp.m.Nodes[id]
	var c ID
	switch {
	case !sp.some[id] && n.Op.IsSet():
		c = sp.g.add(SetEmpty, 0, 0, n.Span)
	case !sp.some[id]:
		c = sp.g.add(RelEmpty, 0, 0, n.Span)
	case n.Op == SetBase || n.Op == RelBase:
		c = sp.g.base(n.Base, n.Span)
	case n.Op == RecVar:
		sp.group(int(n.Group))
		return sp.to[id]
	default:
		a, b := sp.node(n.A), sp.node(n.B)
		c = sp.g.make(n.Op, a, b, n.Span)
	}
	sp.to[id] = c
	switch made := &sp.g.nodes[c]; made.Op {
	case SetEmpty, SetUniv, RelEmpty, RelUniv: // they keep their notation
	default:
		if made.Name == "" && int(c) >= sp.unnamed {
			made.Name = n.Name
		}
	}
	return c
}

// group copies the variables of a group, and leaves the definitions for later.
func (sp *specializer) group(group int) {
	if sp.of == nil {
		sp.of = map[int]int{}
	}
	if _, ok := sp.of[group]; ok {
		return
	}
	k := len(sp.g.groups)
	sp.of[group] = k
	old := &sp.m.Groups[group]
	grp := Group{}
	for _, v := range old.Vars {
		if !sp.some[v] {
			sp.to[v] = sp.g.add(RelEmpty, 0, 0, diag.Span{})
			continue
		}
		sp.to[v] = sp.g.recVar(k, len(grp.Vars), sp.m.Nodes[v].Span)
		sp.g.nodes[sp.to[v]].Name = sp.m.Nodes[v].Name
		grp.Vars = append(grp.Vars, sp.to[v])
		sp.todo = append(sp.todo, v)
	}
	grp.Defs = make([]ID, len(grp.Vars))
	sp.g.groups = append(sp.g.groups, grp)
}

// groups copies the definitions of the groups that are needed.
func (sp *specializer) groups() {
	for len(sp.todo) > 0 {
		v := sp.todo[0]
		sp.todo = sp.todo[1:]
		n := &sp.m.Nodes[v]
		def := sp.node(sp.m.Groups[n.Group].Defs[n.Member])
		sp.g.groups[sp.of[int(n.Group)]].Defs[sp.g.nodes[sp.to[v]].Member] = def
	}
}

// transitive reports whether a relation is transitive in every execution.
func (g *graph) transitive(id ID) bool {
	switch n := &g.nodes[id]; n.Op {
	case RelBase:
		_, order := n.Base.Order()
		return order || n.Base == vocabulary.RelPo || n.Base == vocabulary.RelLoc || n.Base == vocabulary.RelInt || n.Base == vocabulary.RelSi
	case Inter:
		return g.transitive(n.A) && g.transitive(n.B)
	case Seq: // [s] ; r ; [s]
		inner := &g.nodes[n.B]
		return g.op(n.A) == Ident && inner.Op == Seq && inner.B == n.A && g.transitive(inner.A)
	default:
		return false
	}
}

// from and to are the sets in which all pairs of a base relation start and end.
var from, to = map[vocabulary.Base]vocabulary.Base{vocabulary.RelCo: vocabulary.SetW, vocabulary.RelRf: vocabulary.SetW},
	map[vocabulary.Base]vocabulary.Base{vocabulary.RelCo: vocabulary.SetW, vocabulary.RelRf: vocabulary.SetR}

// keeps reports whether the composition of the identity on a set with a base relation is that
// relation, whose pairs all have one end in the given set.
func (g *graph) keeps(ident, r ID, ends map[vocabulary.Base]vocabulary.Base) bool {
	n := &g.nodes[r]
	if g.op(ident) != Ident || n.Op != RelBase {
		return false
	}
	s := &g.nodes[g.nodes[ident].A]
	return s.Op == SetBase && (s.Base == ends[n.Base] && s.Base != vocabulary.NoBase || s.Base == vocabulary.SetM && ends[n.Base] != vocabulary.NoBase)
}
