package eval

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// naive evaluates cat expressions over one execution with sets of pairs, directly after the
// definition of the language; a set of events is the identity on it. It uses no
// elaboration, simplification or bit matrices.
type naive struct {
	events []int
	base   map[string]pairSet
}

type pairSet map[[2]int]bool

func newNaive(t *testing.T, j *Judge, c *execution.Candidate) *naive {
	n := &naive{base: map[string]pairSet{}}
	for _, e := range c.Events() {
		n.events = append(n.events, int(e))
	}
	for _, name := range []string{"po", "rf", "co", "loc", "ext", "r", "w", "f"} {
		pairs, ok := j.Relation(name)
		if !ok {
			t.Fatalf("no relation %s", name)
		}
		s := pairSet{}
		for _, p := range pairs {
			s[p] = true
		}
		n.base[name] = s
	}
	n.base["R"], n.base["W"], n.base["F"] = n.base["r"], n.base["w"], n.base["f"]
	return n
}

// filter returns the pairs of events that keep selects, or the events if set is true.
func (n *naive) filter(set bool, keep func(a, b int) bool) pairSet {
	s := pairSet{}
	for _, a := range n.events {
		for _, b := range n.events {
			if (!set || a == b) && keep(a, b) {
				s[[2]int{a, b}] = true
			}
		}
	}
	return s
}

func (n *naive) eval(x cat.Expr) (pairSet, bool) {
	switch x := x.(type) {
	case *cat.Var:
		s := n.base[x.Name]
		return s, x.Name[0] < 'a'
	case *cat.Bracket:
		s, _ := n.eval(x.X)
		return s, false
	case *cat.App:
		s, _ := n.eval(x.Arg)
		domain := x.Fun.(*cat.Var).Name == "domain"
		return n.filter(true, func(a, _ int) bool {
			for p := range s {
				if domain && p[0] == a || !domain && p[1] == a {
					return true
				}
			}
			return false
		}), true
	case *cat.Unary:
		s, set := n.eval(x.X)
		in := func(a, b int) bool { return s[[2]int{a, b}] }
		switch x.Op {
		case cat.Compl:
			return n.filter(set, func(a, b int) bool { return !in(a, b) }), set
		case cat.Inverse:
			return n.filter(false, func(a, b int) bool { return in(b, a) }), false
		case cat.Opt:
			return n.filter(false, func(a, b int) bool { return a == b || in(a, b) }), false
		}
		return n.filter(false, func(a, b int) bool { return x.Op == cat.Star && a == b || n.reaches(s, a, b) }), false
	case *cat.Binary:
		s, set := n.eval(x.X)
		r, _ := n.eval(x.Y)
		p := func(a, b int) [2]int { return [2]int{a, b} }
		switch x.Op {
		case cat.Union:
			return n.filter(set, func(a, b int) bool { return s[p(a, b)] || r[p(a, b)] }), set
		case cat.Inter:
			return n.filter(set, func(a, b int) bool { return s[p(a, b)] && r[p(a, b)] }), set
		case cat.Diff:
			return n.filter(set, func(a, b int) bool { return s[p(a, b)] && !r[p(a, b)] }), set
		case cat.Cross:
			return n.filter(false, func(a, b int) bool { return s[p(a, a)] && r[p(b, b)] }), false
		case cat.Seq:
			return n.filter(false, func(a, b int) bool {
				for _, m := range n.events {
					if s[p(a, m)] && r[p(m, b)] {
						return true
					}
				}
				return false
			}), false
		}
	}
	panic(fmt.Sprintf("%T", x))
}

// reaches searches depth-first for a path of one or more steps.
func (n *naive) reaches(s pairSet, a, b int) bool {
	seen := map[int]bool{}
	var visit func(x int) bool
	visit = func(x int) bool {
		for _, y := range n.events {
			if s[[2]int{x, y}] && !seen[y] {
				seen[y] = true
				if y == b || visit(y) {
					return true
				}
			}
		}
		return false
	}
	return visit(a)
}

// expression returns a random expression for a set or a relation.
func expression(rng *rand.Rand, set bool, depth int) string {
	sub := func(set bool) string { return expression(rng, set, depth-1) }
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	switch {
	case depth == 0 && set:
		return pick("R", "W", "F")
	case depth == 0:
		return pick("po", "rf", "co", "loc", "ext")
	case set:
		switch rng.IntN(4) {
		case 0:
			return "(~" + sub(true) + ")"
		case 1:
			return pick("domain(", "range(") + sub(false) + ")"
		}
		return "(" + sub(true) + pick(" | ", " & ", ` \ `) + sub(true) + ")"
	}
	switch rng.IntN(7) {
	case 0:
		return "(~" + sub(false) + ")"
	case 1, 2:
		return "(" + sub(false) + pick("+", "*", "?", "^-1") + ")"
	case 3:
		return pick("["+sub(true)+"]", "("+sub(true)+" * "+sub(true)+")")
	}
	return "(" + sub(false) + pick(" | ", " & ", ` \ `, " ; ", " ; ") + sub(false) + ")"
}

// TestAgainstNaive compares Judge and naive on random expressions, including closures under
// differences and complements.
func TestAgainstNaive(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("T", "true", wx2+lwsync+wy1, ry+po+wx1))
	var all []*execution.Candidate
	executiontest.Each(s, func(c *execution.Candidate) { all = append(all, c) })
	rng := rand.New(rand.NewPCG(1, 2))
	rounds := 300
	if testing.Short() {
		rounds = 40
	}
	for range rounds {
		text := expression(rng, false, 1+rng.IntN(5))
		file, err := cat.Parse(diag.NewSource("x.cat", "let x = "+text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		expr := file.Instrs[0].(*cat.Let).Binds[0].Expr
		j := New(fixture.ModelText(t, "let r = [R] let w = [W] let f = [F] let x = "+text+" acyclic po"))
		for range 3 {
			c := all[rng.IntN(len(all))]
			j.Judge(nil, c)
			n := newNaive(t, j, c)
			want, _ := n.eval(expr)
			got, _ := j.Relation("x")
			if len(got) != len(want) {
				t.Fatalf("%s: %d pairs, want %d", text, len(got), len(want))
			}
			for _, p := range got {
				if !want[p] {
					t.Fatalf("%s: %s > %s is not in it", text, c.Describe(p[0]), c.Describe(p[1]))
				}
			}
		}
	}
}
