package encode

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// plan holds what the encoder computes once for a model.
type plan struct {
	m    *rel.Model
	open opened
	// comps are the nodes in an order in which operands come first. Nodes
	// that depend on each other through "let rec" are one component.
	comps []component
	// structural marks the nodes whose pairs depend only on whether their two
	// events are executed: those built from program order, dependencies and
	// event sets, without a third event.
	structural []bool
	// static marks nodes that do not depend on rf or co, on slots or on the ways of threads.
	static []bool
	// exact marks nodes that occur where a larger relation can satisfy more,
	// under a difference or a complement: their variables are defined in both
	// directions.
	exact []bool
	// compOf is the component of each node.
	compOf []int32
	// stages are the axioms in the order in which they are encoded.
	stages []stage
}

// stage is a group of axioms that are encoded together, after propagation of the
// stages before it.
type stage struct {
	axioms []int
	reach  []bool // the nodes that the axioms are built from
}

// component is a set of nodes that depend on each other, or a single node.
type component struct {
	nodes []rel.ID
	rec   bool // the nodes depend on each other
	exact bool // some node is exact
}

// operands calls f for each operand of a node. The operand of a recursion variable
// is its definition.
func operands(m *rel.Model, id rel.ID, f func(rel.ID)) {
	n := &m.Nodes[id]
	if n.Op == rel.RecVar {
		f(m.Groups[n.Group].Defs[n.Member])
		return
	}
	if n.A != 0 {
		f(n.A)
	}
	if n.B != 0 {
		f(n.B)
	}
}

// newPlan computes the plan of a model for structures with the opened static relations.
func newPlan(m *rel.Model, open opened) *plan {
	p := &plan{m: m, open: open}
	p.order()
	p.findStructural()
	p.findStatic()
	var byCost [3][]int
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if a.Mode != rel.Plain {
			continue
		}
		c := p.cost(a.Expr)
		byCost[c] = append(byCost[c], i)
	}
	for _, axioms := range byCost {
		if len(axioms) > 0 {
			p.stages = append(p.stages, stage{axioms, p.reach(axioms)})
		}
	}
	p.findExact()
	return p
}

// order finds the components with Tarjan's algorithm, which yields them operands
// first.
func (p *plan) order() {
	m := p.m
	n := len(m.Nodes)
	index, low := make([]int, n), make([]int, n)
	on := make([]bool, n)
	var stack []rel.ID
	next := 1
	var visit func(v rel.ID)
	visit = func(v rel.ID) {
		index[v], low[v] = next, next
		next++
		stack = append(stack, v)
		on[v] = true
		operands(m, v, func(w rel.ID) {
			if index[w] == 0 {
				visit(w)
				low[v] = min(low[v], low[w])
			} else if on[w] {
				low[v] = min(low[v], index[w])
			}
		})
		if low[v] != index[v] {
			return
		}
		var c component
		for {
			w := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			on[w] = false
			c.nodes = append(c.nodes, w)
			if w == v {
				break
			}
		}
		sortIDs(c.nodes)
		c.rec = len(c.nodes) > 1 || m.Nodes[v].Op == rel.RecVar
		p.comps = append(p.comps, c)
	}
	for v := 1; v < n; v++ {
		if index[v] == 0 {
			visit(rel.ID(v))
		}
	}
}

// dynamic reports whether a base relation has other pairs than those of the program
// between executed events.
func (p *plan) dynamic(b vocabulary.Base) bool {
	r, static := b.Static()
	return b.Dynamic() || static && p.open[r]
}

// sortIDs sorts the nodes of a component by number. Then operands come first,
// except through recursion variables.
func sortIDs(ids []rel.ID) {
	for i := 1; i < len(ids); i++ {
		for j := i; j > 0 && ids[j] < ids[j-1]; j-- {
			ids[j], ids[j-1] = ids[j-1], ids[j]
		}
	}
}

// findStructural marks the structural nodes.
func (p *plan) findStructural() {
	m := p.m
	p.structural = make([]bool, len(m.Nodes))
	for _, c := range p.comps {
		if c.rec {
			continue
		}
		id := c.nodes[0]
		n := &m.Nodes[id]
		ok := true
		switch n.Op {
		case rel.SetBase, rel.RelBase:
			ok = !p.dynamic(n.Base)
		case rel.Seq, rel.Plus, rel.Star, rel.Domain, rel.Range, rel.Brackets:
			ok = false
		}
		operands(m, id, func(o rel.ID) { ok = ok && p.structural[o] })
		p.structural[id] = ok
	}
}

// findStatic marks the static nodes.
func (p *plan) findStatic() {
	m := p.m
	p.static = make([]bool, len(m.Nodes))
	for _, c := range p.comps {
		ok := true
		inside := func(id rel.ID) bool {
			for _, o := range c.nodes {
				if o == id {
					return true
				}
			}
			return false
		}
		for _, id := range c.nodes {
			if n := &m.Nodes[id]; n.Op == rel.RelBase || n.Op == rel.SetBase {
				ok = ok && !p.dynamic(n.Base)
			}
			operands(m, id, func(o rel.ID) { ok = ok && (inside(o) || p.static[o]) })
		}
		for _, id := range c.nodes {
			p.static[id] = ok
		}
	}
}

// cost returns the class of an axiom: 0 without recursion and closures, 1 with
// recursion only (in POWER: ppo), 2 with a closure.
func (p *plan) cost(e rel.ID) int {
	found := 0
	seen := make([]bool, len(p.m.Nodes))
	var visit func(rel.ID)
	visit = func(v rel.ID) {
		if seen[v] {
			return
		}
		seen[v] = true
		switch p.m.Nodes[v].Op {
		case rel.Plus, rel.Star:
			found = 2
		case rel.RecVar:
			found = max(found, 1)
		}
		operands(p.m, v, visit)
	}
	visit(e)
	return found
}

// reach marks every node that the axioms are built from.
func (p *plan) reach(axioms []int) []bool {
	seen := make([]bool, len(p.m.Nodes))
	var visit func(rel.ID)
	visit = func(v rel.ID) {
		if !seen[v] {
			seen[v] = true
			operands(p.m, v, visit)
		}
	}
	for _, a := range axioms {
		visit(p.m.Axioms[a].Expr)
	}
	return seen
}

// findExact marks the nodes that occur negatively: under a difference or
// complement, or in a check that must fail. A larger relation can satisfy more
// there, so that recursion and closures need the least fixpoint and not just any;
// see least.go.
func (p *plan) findExact() {
	m := p.m
	n := len(m.Nodes)
	p.exact = make([]bool, n)
	const pos, neg = 1, 2
	seen := make([]uint8, n)
	var visit func(id rel.ID, polarity uint8)
	visit = func(id rel.ID, polarity uint8) {
		if seen[id]&polarity != 0 || p.structural[id] {
			return
		}
		seen[id] |= polarity
		nd := &m.Nodes[id]
		switch nd.Op {
		case rel.Diff, rel.SetDiff:
			visit(nd.A, polarity)
			visit(nd.B, pos+neg-polarity)
		case rel.Compl, rel.SetCompl:
			visit(nd.A, pos+neg-polarity)
		default:
			operands(m, id, func(o rel.ID) { visit(o, polarity) })
		}
	}
	for i := range m.Axioms {
		switch ax := &m.Axioms[i]; {
		case ax.Mode != rel.Plain:
		case ax.Neg:
			visit(ax.Expr, neg)
		default:
			visit(ax.Expr, pos)
		}
	}
	for id := 1; id < n; id++ {
		p.exact[id] = seen[id]&neg != 0
	}
	p.compOf = make([]int32, n)
	for c := range p.comps {
		for _, id := range p.comps[c].nodes {
			p.compOf[id] = int32(c)
			p.comps[c].exact = p.comps[c].exact || p.exact[id]
		}
	}
}
