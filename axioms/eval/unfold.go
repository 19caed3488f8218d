package eval

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
)

// Unfold splits an edge of a violation into smaller steps. It follows compositions,
// closures and unions, along a shortest path, down to relations that are none of these.
// A named composition of program order alone stays whole, because fences are defined so.
// A relation defined by recursion stays whole, too, under the name of the relation that
// uses it. A set that restricts an event adds no step unless membership depends on other
// events; then it is a step from the event to itself.
//
// The execution judged last must be that of the violation.
func (j *Judge) Unfold(e Edge) []Edge {
	if j.shifting == nil {
		j.shifting = j.m.Shifting()
	}
	u := unfolder{Judge: j, known: map[pairOf][]Edge{}}
	edges, ok := u.derive(e.id, e.Rel, int(j.pos[e.From]), int(j.pos[e.To]))
	if !ok || len(edges) == 0 {
		return []Edge{e}
	}
	return edges
}

// pairOf is a pair of executed events in a relation.
type pairOf struct {
	id   rel.ID
	x, y int
}

type unfolder struct {
	*Judge
	known map[pairOf][]Edge
}

// derive returns the steps from x to y in a relation; ok is false if the pair is not in
// it. No step at all leads from an event to itself. around is the name of the smallest
// named relation that contains this one.
func (u *unfolder) derive(id rel.ID, around string, x, y int) (edges []Edge, ok bool) {
	if id == 0 {
		return nil, false
	}
	u.meter.Work(8)
	u.eval(id)
	if !u.row(u.rel(id), x).Has(y) {
		return nil, false
	}
	k := pairOf{id, x, y}
	if edges, ok = u.known[k]; ok {
		return edges, true
	}
	n := u.m.Node(id)
	if n.Name != "" && n.Op != rel.RecVar {
		around = n.Name
	}
	edges, ok = u.operands(n, around, x, y)
	if !ok || n.Name != "" && (u.onlyPo(edges) || u.turns(edges)) {
		if around == "" {
			around = u.m.Text(id)
		}
		edges = []Edge{{From: int(u.c.Events()[x]), To: int(u.c.Events()[y]), Rel: around, id: id}}
	}
	u.known[k] = edges
	return edges, true
}

// onlyPo reports whether all steps are in program order.
func (u *unfolder) onlyPo(edges []Edge) bool {
	return len(edges) > 0 && !slices.ContainsFunc(edges, func(e Edge) bool {
		n := u.m.Node(e.id)
		return n.Op != rel.RelBase || n.Base != vocabulary.RelPo
	})
}

// barrier reports whether one of some events is a barrier. It is in a set by its own kind, also
// where the set leaves out accesses for what happens to them.
func (u *unfolder) barrier(events ...int) bool {
	return slices.ContainsFunc(events, func(x int) bool { return u.c.X.S.Events[u.c.Events()[x]].Kind == event.FenceEvent })
}

// turns reports whether a step goes against a relation, as the one from a read to the write
// before it that from-read begins with.
func (u *unfolder) turns(edges []Edge) bool {
	return slices.ContainsFunc(edges, func(e Edge) bool { return u.m.Node(e.id).Op == rel.Inverse })
}

// operands returns the steps from x to y through the operands of a node; ok is false if
// operands of such nodes are not followed.
func (u *unfolder) operands(n *rel.Node, around string, x, y int) (edges []Edge, ok bool) {
	switch n.Op {
	case rel.Ident:
		return nil, !u.shifting[n.A] || u.barrier(x) || u.m.Node(n.A).Op == rel.SetCompl
	case rel.Union:
		a, in := u.derive(n.A, around, x, y)
		b, also := u.derive(n.B, around, x, y)
		if !in || also && len(b) < len(a) {
			return b, also
		}
		return a, in
	case rel.Inter: // a product of sets only restricts x and y
		switch {
		case u.m.Node(n.A).Op == rel.Cross && (!u.shifting[n.A] || u.barrier(x, y)):
			return u.derive(n.B, around, x, y)
		case u.m.Node(n.B).Op == rel.Cross && (!u.shifting[n.B] || u.barrier(x, y)):
			return u.derive(n.A, around, x, y)
		case n.Name == "" && !u.shifting[n.B]: // such as (r \ id) & int
			return u.within(n.A, around, x, y)
		}
	case rel.Diff:
		if n.Name == "" && !u.shifting[n.B] {
			return u.within(n.A, around, x, y)
		}
	case rel.Seq:
		return u.composition(n, around, x, y)
	case rel.Plus, rel.Star, rel.Opt:
		return u.closure(n, around, x, y)
	}
	return nil, false
}

// within returns the steps from x to y in an operand of a node without a name that is
// restricted by what does not depend on other events. A base relation stays whole.
func (u *unfolder) within(id rel.ID, around string, x, y int) (edges []Edge, ok bool) {
	if u.m.Node(id).Op == rel.RelBase {
		return nil, false
	}
	return u.derive(id, around, x, y)
}

// composition returns the fewest steps from x to y in a composition.
func (u *unfolder) composition(n *rel.Node, around string, x, y int) (best []Edge, ok bool) {
	u.row(u.rel(n.A), x).Each(func(z int) {
		if !u.row(u.rel(n.B), z).Has(y) {
			return
		}
		a, _ := u.derive(n.A, around, x, z)
		b, _ := u.derive(n.B, around, z, y)
		if !ok || len(a)+len(b) < len(best) {
			best, ok = slices.Concat(a, b), true
		}
	})
	return best, ok
}

// closure returns a path from x to y with the fewest steps of the relation that is
// closed.
func (u *unfolder) closure(n *rel.Node, around string, x, y int) (edges []Edge, ok bool) {
	if x == y && n.Op != rel.Plus {
		return nil, true
	}
	prev := make([]int, u.n)
	for i := range prev {
		prev[i] = -1
	}
	queue, found := []int{x}, false
	for i := 0; i < len(queue) && !found; i++ {
		u.row(u.rel(n.A), queue[i]).Each(func(z int) {
			if found || prev[z] >= 0 {
				return
			}
			prev[z], found = queue[i], z == y
			queue = append(queue, z)
		})
	}
	if !found {
		return nil, false
	}
	for z := y; ; {
		step, _ := u.derive(n.A, around, prev[z], z)
		edges = slices.Concat(step, edges)
		if z = prev[z]; z == x {
			return edges, true
		}
	}
}
