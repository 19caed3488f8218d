package encode

import "github.com/fencewise/fencewise/encode/cnf"

// graph is a directed graph. An edge exists if its literal holds.
type graph struct {
	n     int
	edges []cnf.Lit // n*n; 0 for no edge
}

func (x *Encoding) newGraph() *graph { return &graph{n: x.n, edges: x.mem.lits.take(x.n * x.n)} }

// edge adds an edge. It replaces an edge between the same events: callers join the
// literals before.
func (g *graph) edge(u, v int, l cnf.Lit) {
	if l != cnf.False {
		g.edges[u*g.n+v] = l
	}
}

// acyclic adds that the edges whose literals hold form no cycle.
//
// Vertices are eliminated one by one. For each edge into the vertex and each edge
// out of it a new edge leads past the vertex; its variable is true if both edges
// exist. A cycle ends up as an edge from a vertex to itself, which is forbidden. The
// vertex with the fewest pairs of edges is eliminated first, so that few new edges
// are needed. (Rankooh and Rintanen, Propositional encodings of acyclicity
// and reachability by using vertex elimination, AAAI 2022.)
func (x *Encoding) acyclic(g *graph, tag cnf.Tag, axiom int) {
	e := &eliminator{x: x, g: g, tag: tag, axiom: int32(axiom), in: x.mem.ints.take(g.n), out: x.mem.ints.take(g.n)}
	e.owned = x.mem.flags.take(len(g.edges))
	for v := range g.n {
		x.work(g.n)
		for w, l := range g.edges[v*g.n : (v+1)*g.n] {
			if l != 0 {
				e.out[v]++
				e.in[w]++
			}
		}
	}
	left := x.mem.ints.take(g.n)[:0]
	for v := range g.n {
		if e.in[v] > 0 && e.out[v] > 0 {
			left = append(left, int32(v))
		}
		if l := g.edges[v*g.n+v]; l != 0 {
			x.F.Add(tag, -l)
			g.edges[v*g.n+v] = 0
			e.out[v]--
			e.in[v]--
		}
	}
	for len(left) > 0 {
		x.work(len(left))
		best, cost := 0, -1
		for i, v := range left {
			if c := int(e.in[v]) * int(e.out[v]); cost < 0 || c < cost {
				best, cost = i, c
			}
		}
		e.eliminate(int(left[best]))
		left[best] = left[len(left)-1]
		left = left[:len(left)-1]
	}
}

// eliminator eliminates the vertices of a graph.
type eliminator struct {
	x     *Encoding
	g     *graph
	tag   cnf.Tag
	axiom int32
	// owned marks edges whose variable was made here: it means "there is a path",
	// so other paths may make it true as well.
	owned   []bool
	in, out []int32 // by vertex: the number of edges into it, and out of it
}

// eliminate removes a vertex and its edges.
func (e *eliminator) eliminate(v int) {
	n := e.g.n
	for u := range n {
		a := e.g.edges[u*n+v]
		if a == 0 {
			continue
		}
		e.x.work(n)
		for w := range n {
			b := e.g.edges[v*n+w]
			if b == 0 {
				continue
			}
			if u == w {
				e.x.F.Add(e.tag, -a, -b)
			} else {
				e.bypass(u, w, a, b)
			}
		}
	}
	for u := range n {
		if e.g.edges[u*n+v] != 0 {
			e.out[u]--
		}
		if e.g.edges[v*n+u] != 0 {
			e.in[u]--
		}
		e.g.edges[u*n+v], e.g.edges[v*n+u] = 0, 0
	}
}

// bypass adds the edge from u to w that exists if the edges a and b do.
func (e *eliminator) bypass(u, w int, a, b cnf.Lit) {
	k := u*e.g.n + w
	have := e.g.edges[k]
	if have == 0 { // there will be an edge, except for a == -b
		if a == -b {
			return
		}
		e.out[u]++
		e.in[w]++
	}
	if have == cnf.True || a == -b {
		return
	}
	if a == cnf.True || a == b {
		a, b = b, cnf.True
	}
	if b == cnf.True {
		switch {
		case a == have:
			return
		case have == 0 || a == cnf.True:
			e.g.edges[k], e.owned[k] = a, false
			return
		}
	}
	if !e.owned[k] {
		c := e.x.F.Var(cnf.Meaning{Kind: cnf.InPath, A: int32(u), B: int32(w), C: e.axiom})
		if have != 0 {
			e.x.F.Add(e.tag, -have, c)
		}
		e.g.edges[k], e.owned[k] = c, true
		have = c
	}
	e.x.F.Add(e.tag, -a, -b, have)
}
