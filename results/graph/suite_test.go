package graph_test

import (
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/graphtest"
)

type pairs map[[2]int]bool

func (r pairs) closed() pairs {
	out := pairs{}
	for p := range r {
		out[p] = true
	}
	for grown := true; grown; {
		grown = false
		for p := range out {
			for q := range out {
				if k := [2]int{p[0], q[1]}; p[1] == q[0] && !out[k] {
					out[k], grown = true, true
				}
			}
		}
	}
	return out
}

func (r pairs) then(o pairs) pairs {
	out := pairs{}
	for p := range r {
		for q := range o {
			if p[1] == q[0] {
				out[[2]int{p[0], q[1]}] = true
			}
		}
	}
	return out
}

func (r pairs) or(o ...pairs) pairs {
	out := pairs{}
	for _, x := range append(o, r) {
		for p := range x {
			out[p] = true
		}
	}
	return out
}

func (r pairs) where(f func(a, b int) bool) pairs {
	out := pairs{}
	for p := range r {
		if f(p[0], p[1]) {
			out[p] = true
		}
	}
	return out
}

// TestEdges: what is drawn is what the evaluator has in the relation, and what is not
// drawn follows in the way that the package promises.
func TestEdges(t *testing.T) {
	added := []string{"fence", "hb", "ppo", "co"}
	graphtest.Each(t, func(name string, c *execution.Candidate, m *rel.Model) {
		s := c.X.S
		cycle, err := graph.Interleaving(c)
		if err != nil {
			t.Fatal(err)
		}
		plain, more := graphtest.Drawing(t, c, m), graphtest.Drawing(t, c, m, added...)
		j := eval.New(m)
		j.Judge(nil, c)
		real := func(rel string) pairs {
			list, ok := j.Relation(rel)
			if !ok {
				t.Fatalf("%s: no relation %s", name, rel)
			}
			out := pairs{}
			for _, p := range list { // an edge is between accesses, and a pair between their parts
				if p[0] == p[1] || !s.SameAccess(p[0], p[1]) {
					out[[2]int{s.AccessOf(p[0]), s.AccessOf(p[1])}] = true
				}
			}
			return out
		}
		for _, d := range []*graph.Drawing{plain, more} {
			drawn := map[string]pairs{}
			for _, e := range d.Edges {
				if drawn[e.Relation] == nil {
					drawn[e.Relation] = pairs{}
				}
				drawn[e.Relation][[2]int{e.From, e.To}] = true
				if !real(e.Relation)[[2]int{e.From, e.To}] {
					t.Errorf("%s: %s from %d to %d is not in the relation", name, e.Relation, e.From, e.To)
				}
			}
			same := func(rel string, got, want pairs) {
				for p := range want {
					if !got[p] {
						t.Errorf("%s: %s from %d to %d is not drawn and does not follow", name, rel, p[0], p[1])
					}
				}
			}
			later := drawn["co"].closed()
			if d == plain { // initial writes come first
				for _, co := range c.X.Order[event.Co] {
					for _, w := range co[1:] {
						later[[2]int{s.AccessOf(int(co[0])), s.AccessOf(int(w))}] = true
					}
				}
			}
			same("po", drawn["po"].closed(), real("po"))
			same("rf", drawn["rf"], real("rf"))
			same("co", later, real("co"))
			same("rmw", drawn["rmw"], real("rmw"))
			next := drawn["fr"].or(drawn["rmw"])
			same("fr", next.or(next.then(later)), real("fr"))
			same("db", drawn["db"], real("db"))
			bells := real("po").where(func(a, b int) bool { return real("dbo")[[2]int{a, b}] })
			same("dbo", drawn["dbo"].or(drawn["db"], bells).closed(), real("dbo"))
			if d == more {
				for _, rel := range added {
					same(rel, drawn[rel].closed(), real(rel))
				}
			}
		}
		boldCycle(t, name, c, plain, cycle)
	})
}

// boldCycle: the bold edges and nodes are those of the cycle, which is one.
func boldCycle(t *testing.T, name string, c *execution.Candidate, d *graph.Drawing, cycle []eval.Edge) {
	t.Helper()
	s := c.X.S
	var steps []eval.Edge // between accesses
	for i, e := range cycle {
		if !s.SameAccess(e.To, cycle[(i+1)%len(cycle)].From) {
			t.Errorf("%s: the cycle has a gap", name)
		}
		if e.From == e.To || !s.SameAccess(e.From, e.To) {
			e.From, e.To = s.AccessOf(e.From), s.AccessOf(e.To)
			steps = append(steps, e)
		}
	}
	for _, e := range steps {
		if !d.Node(e.From).Bold {
			t.Errorf("%s: event %d is on the cycle and not bold", name, e.From)
		}
		if e.Rel != "po" && !slices.ContainsFunc(d.Edges, func(x graph.Edge) bool {
			return x.Bold && x.From == e.From && x.To == e.To && x.Relation == e.Rel
		}) {
			t.Errorf("%s: %s from %d to %d is on the cycle and not bold", name, e.Rel, e.From, e.To)
		}
	}
	for _, x := range d.Edges {
		if x.Bold != slices.ContainsFunc(steps, func(e eval.Edge) bool {
			po := c.X.S.Static[event.Po]
			within := (x.From == e.From || po.Has(e.From, x.From)) && (x.To == e.To || po.Has(x.To, e.To))
			return e.Rel == x.Relation && (e.From == x.From && e.To == x.To || e.Rel == "po" && within)
		}) {
			t.Errorf("%s: %s from %d to %d: bold is %v", name, x.Relation, x.From, x.To, x.Bold)
		}
	}
}
