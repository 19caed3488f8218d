package waiting

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// matter lists the locations whose final values decide that a condition has the value that it
// has in an execution. Of two parts that each suffice it takes the one with fewer locations.
func matter(c *execution.Candidate, cond event.Expr) []int32 {
	m := mattering{c: c, known: map[event.Expr][]int32{}}
	return m.of(cond)
}

type mattering struct {
	c     *execution.Candidate
	known map[event.Expr][]int32
}

func (m *mattering) of(e event.Expr) []int32 {
	if all, ok := m.known[e]; ok {
		return all
	}
	all := m.find(e)
	m.known[e] = all
	return all
}

func (m *mattering) find(e event.Expr) []int32 {
	n := &m.c.X.S.Pool.Nodes[e]
	switch {
	case n.Op == event.Final:
		return []int32{n.Arg}
	case n.Op.Leaf():
		return nil
	case n.Op == event.All && !m.c.Holds(n.A):
		return m.of(n.A)
	case n.Op == event.All && !m.c.Holds(n.B):
		return m.of(n.B)
	case n.Op == event.Any && m.c.Holds(n.A) && m.c.Holds(n.B):
		a, b := m.of(n.A), m.of(n.B)
		if len(b) < len(a) {
			return b
		}
		return a
	case n.Op == event.Any && m.c.Holds(n.A):
		return m.of(n.A)
	case n.Op == event.Any && m.c.Holds(n.B):
		return m.of(n.B)
	case n.Op == event.Ite && m.c.Holds(event.Expr(n.Arg)):
		return union(m.of(event.Expr(n.Arg)), m.of(n.A))
	case n.Op == event.Ite:
		return union(m.of(event.Expr(n.Arg)), m.of(n.B))
	case n.Op.Unary():
		return m.of(n.A)
	}
	return union(m.of(n.A), m.of(n.B))
}

// union returns the elements of two lists, in order.
func union(a, b []int32) []int32 {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
