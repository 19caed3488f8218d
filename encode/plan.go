package encode

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
)

// plan is what the encoder works out once for a model.
type plan struct {
	m     *rel.Model
	slots bool // control dependencies depend on choices of slots
	// comps are the nodes in an order in which operands come first. Nodes
	// that depend on each other through "let rec" are one component.
	comps []component
	// structural marks the nodes whose pairs depend on nothing but whether
	// their two events are executed: what is built from program order,
	// dependencies and event sets without passing through a third event.
	structural []bool
	// static marks nodes that do not depend on rf or co, or on slots.
	static []bool
	// exact marks nodes that occur where a larger relation could help, under
	// a difference or a complement: their variables are defined both ways.
	exact []bool
	// compOf is the component of each node.
	compOf []int32
	// stages are the axioms in the order in which they are encoded.
	stages []stage
}

// stage is a group of axioms that are encoded together, after propagation has
// used what the stages before it say.
type stage struct {
	axioms []int
	reach  []bool // the nodes that the axioms are built from
}

type component struct {
	nodes []rel.ID
	rec   bool // the nodes depend on each other
	exact bool // some node is exact
}

// operands calls f for each operand of a node; the definition of a recursion
// variable counts as one.
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

// newPlan computes the plan of a model. slots is true if control dependencies also depend
// on the choices of slots.
func newPlan(m *rel.Model, slots bool) *plan {
	p := &plan{m: m, slots: slots}
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

// order finds the components (Tarjan's algorithm, which yields them with
// operands first).
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

// dynamic reports whether the pairs of a base relation are not just those of the
// program between events that are executed.
func (p *plan) dynamic(b vocabulary.Base) bool {
	r, static := b.Static()
	return b.Dynamic() || p.slots && static && event.Statics[r].BySlot
}

// sortIDs puts the nodes of a component in the order of their numbers, in
// which operands come first except through recursion variables.
func sortIDs(ids []rel.ID) {
	for i := 1; i < len(ids); i++ {
		for j := i; j > 0 && ids[j] < ids[j-1]; j-- {
			ids[j], ids[j-1] = ids[j-1], ids[j]
		}
	}
}

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
		case rel.Seq, rel.Plus, rel.Star, rel.Domain, rel.Range:
			ok = false
		}
		operands(m, id, func(o rel.ID) { ok = ok && p.structural[o] })
		p.structural[id] = ok
	}
}

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

// cost is the class of an axiom: 0 for those without recursion and closure, 1
// with recursion only (in POWER the one that its ppo takes part in), 2 with a
// closure over what other threads do.
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

// reach marks every node that the given axioms are built from.
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

// findExact marks what occurs negatively, where a larger relation could help:
// under a difference or complement, or in a check that must fail. Recursion and
// closures there need a least fixpoint and not just any; see least.go.
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
