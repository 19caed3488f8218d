package eval

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
)

// violation returns the violation of axiom i. fails says whether the property of the
// axiom fails; only then it has a witness.
func (j *Judge) violation(i int, fails bool) Violation {
	a := &j.m.Axioms[i]
	v := Violation{Axiom: a, Event: -1, c: j.c}
	if !fails {
		return v
	}
	p := &j.parts[i]
	switch {
	case a.Kind == rel.Acyclic:
		v.Edges = j.cycle(p)
	case a.Kind == rel.Irreflexive:
		v.Edges = j.path(p)
	case j.m.Node(a.Expr).Op.IsSet():
		j.setOf(a.Expr).Each(func(k int) {
			if v.Event < 0 {
				v.Event = int(j.c.Events()[k])
			}
		})
	default:
		v.Edges = j.first(p)
	}
	return v
}

// edge returns the step from x to y, under the name of the first part that contains it.
func (j *Judge) edge(parts []part, x, y int) Edge {
	e := Edge{From: int(j.c.Events()[x]), To: int(j.c.Events()[y])}
	for _, p := range parts {
		j.eval(p.id)
		if j.row(j.rel(p.id), x).Has(y) {
			e.Rel, e.id = p.name, p.id
			break
		}
	}
	return e
}

// first returns the first pair of a relation as an edge.
func (j *Judge) first(p *axiomParts) []Edge {
	m := j.rel(p.graph)
	for x := range j.n {
		y := -1
		j.row(m, x).Each(func(k int) {
			if y < 0 {
				y = k
			}
		})
		if y >= 0 {
			return []Edge{j.edge(p.union, x, y)}
		}
	}
	return nil
}

// cycle returns a shortest cycle. It searches breadth-first from every event that can lie
// on one, and of several shortest cycles it takes the one that starts earliest.
func (j *Judge) cycle(p *axiomParts) []Edge {
	j.eval(p.graph)
	m := j.rel(p.graph)
	alive := make(bitset.Set, j.w)
	j.core(m, alive)
	var best []int
	prev := make([]int, j.n)
	for start := range j.n {
		if !alive.Has(start) {
			continue
		}
		for i := range prev {
			prev[i] = -1
		}
		queue, found := []int{start}, false
		for k := 0; k < len(queue) && !found; k++ {
			x := queue[k]
			j.row(m, x).Each(func(y int) {
				if found || prev[y] >= 0 || !alive.Has(y) {
					return
				}
				prev[y] = x
				found = y == start
				queue = append(queue, y)
			})
		}
		if !found {
			continue
		}
		nodes := []int{start}
		for x := prev[start]; x != start; x = prev[x] {
			nodes = append(nodes, x)
		}
		slices.Reverse(nodes[1:])
		if best == nil || len(nodes) < len(best) {
			best = nodes
		}
	}
	edges := make([]Edge, len(best))
	for i, x := range best {
		edges[i] = j.edge(p.union, x, best[(i+1)%len(best)])
	}
	return edges
}
