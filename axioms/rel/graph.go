package rel

import (
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// maxNodes bounds the size of a model. The models that come with herd7 have fewer than 500.
const maxNodes = 1 << 16

// graph holds the expressions of a model under construction. Equal expressions are one
// node.
type graph struct {
	words  *vocabulary.Table
	nodes  []Node
	index  map[key]ID
	groups []Group
	facts  bool // simplify by what holds in every execution, too; see specialize.go
}

type key struct {
	op   Op
	a, b ID
	base vocabulary.Base
}

func newGraph(words *vocabulary.Table) *graph {
	return &graph{words: words, nodes: make([]Node, 1, 128), index: make(map[key]ID, 128)}
}

// commutative reports whether the order of the operands does not matter.
func (o Op) commutative() bool {
	return o == SetUnion || o == SetInter || o == Union || o == Inter
}

// add returns the node of op over a and b without simplifying it. The operands keep the
// order in which they were first written.
func (g *graph) add(op Op, a, b ID, at diag.Span) ID {
	k := key{op: op, a: a, b: b}
	if id, ok := g.index[k]; ok {
		return id
	}
	if op.commutative() {
		if id, ok := g.index[key{op: op, a: b, b: a}]; ok {
			return id
		}
	}
	return g.push(k, Node{Op: op, A: a, B: b, Span: at})
}

// base returns the node of a base set or relation.
func (g *graph) base(b vocabulary.Base, at diag.Span) ID {
	op := RelBase
	if b.IsSet() {
		op = SetBase
	}
	k := key{op: op, base: b}
	if id, ok := g.index[k]; ok {
		return id
	}
	return g.push(k, Node{Op: op, Base: b, Name: g.words.Name(b), Span: at})
}

// accesses returns the node of a base set or relation as the models of a language know it:
// M, R and W leave out the accesses with tags that are apart.
func (g *graph) accesses(b vocabulary.Base, at diag.Span) ID {
	id := g.base(b, at)
	switch b {
	case vocabulary.SetM, vocabulary.SetR, vocabulary.SetW:
	default:
		return id
	}
	apart := ID(0)
	for _, t := range g.words.Language.Apart().List() {
		s := g.base(vocabulary.Tagged(t), at)
		if apart == 0 {
			apart = s
		} else {
			apart = g.add(SetUnion, apart, s, at)
		}
	}
	if apart == 0 {
		return id
	}
	d := g.add(SetDiff, id, apart, at)
	g.nodes[d].Name = g.words.Name(b)
	return d
}

func (g *graph) push(k key, n Node) ID {
	id := ID(len(g.nodes))
	g.nodes = append(g.nodes, n)
	g.index[k] = id
	return id
}

// recVar returns a new node for a member of a recursive group. It equals no other node.
func (g *graph) recVar(group, member int, at diag.Span) ID {
	id := ID(len(g.nodes))
	g.nodes = append(g.nodes, Node{Op: RecVar, Group: int32(group), Member: int32(member), Span: at})
	return id
}

func (g *graph) op(id ID) Op { return g.nodes[id].Op }

func (g *graph) isSet(id ID) bool { return g.nodes[id].Op.IsSet() }

// onSets maps operators on relations to those on sets.
var onSets = map[Op]Op{
	Union: SetUnion, Inter: SetInter, Diff: SetDiff, Compl: SetCompl, RelUniv: SetUniv, RelEmpty: SetEmpty,
}

// make returns the simplified node of op over a and b. An operator that exists for sets and
// relations is given as that for relations; the operands decide which is meant.
func (g *graph) make(op Op, a, b ID, at diag.Span) ID {
	if a != 0 && g.isSet(a) {
		if s, ok := onSets[op]; ok {
			op = s
		}
	}
	if id, ok := g.simplify(op, a, b, at); ok {
		return id
	}
	return g.add(op, a, b, at)
}
