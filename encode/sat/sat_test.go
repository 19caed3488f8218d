package sat

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/lrat"
)

// random returns random clauses of two to four literals.
func random(r *rand.Rand, vars, clauses int) []int32 {
	var out []int32
	for range clauses {
		c := r.Perm(vars)[:min(vars, 2+r.IntN(3))]
		for _, v := range c {
			out = append(out, int32(v+1)*int32(1-2*r.IntN(2)))
		}
		out = append(out, 0)
	}
	return out
}

// holds reports whether the values satisfy all clauses.
func holds(clauses []int32, value func(int32) bool) bool {
	some := false
	for _, l := range clauses {
		if l == 0 {
			if !some {
				return false
			}
			some = false
			continue
		}
		some = some || value(l)
	}
	return true
}

// solvable tries all assignments.
func solvable(vars int, clauses, assumed []int32) bool {
	for bits := range 1 << vars {
		value := func(l int32) bool { return (bits>>(max(l, -l)-1)&1 != 0) == (l > 0) }
		if holds(clauses, value) && !slices.ContainsFunc(assumed, func(l int32) bool { return !value(l) }) {
			return true
		}
	}
	return false
}

// solver returns a solver whose proof is checked.
func solver(vars int, clauses []int32) *Solver {
	c, err := lrat.New(vars, clauses, nil)
	if err != nil {
		panic(err)
	}
	return New(Split(clauses).Size(vars), Split(clauses), c)
}

// check checks one answer: a solution satisfies the clauses and the assumptions; a core
// is a part of the assumptions, and it is proved that it contradicts the clauses.
func check(t *testing.T, s *Solver, vars int, clauses, assumed []int32, got Status) {
	t.Helper()
	switch got {
	case Sat:
		m := make([]bool, vars+1)
		s.Values(m)
		value := func(l int32) bool { return m[max(l, -l)] == (l > 0) }
		if !holds(clauses, value) {
			t.Fatal("the solution does not satisfy the clauses")
		}
		for _, l := range assumed {
			if !value(l) {
				t.Fatalf("assumption %d does not hold", l)
			}
		}
	case Unsat:
		for i, l := range s.Core() {
			if !slices.Contains(assumed, l) || slices.Contains(s.Core()[:i], l) {
				t.Fatalf("core %v of the assumptions %v", s.Core(), assumed)
			}
		}
		if err := s.proof.(*lrat.Checker[int32]).Refutes(s.Core(), s.Hints()); err != nil {
			t.Fatalf("%v under %v: %v", clauses, assumed, err)
		}
	default:
		t.Fatal("no answer, without a limit")
	}
}

// TestAgainstAllAssignments asks solvers many queries, and compares with trying all
// assignments: the answers, the solutions and the cores. Half of the solvers clean up after
// a few conflicts.
func TestAgainstAllAssignments(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var count [3]int
	cores, cleanings := 0, 0
	for round := range 1500 {
		vars := 3 + r.IntN(9)
		clauses := random(r, vars, r.IntN(5*vars))
		s := solver(vars, clauses)
		if round%2 == 0 {
			s.limit = 1
		}
		for range 6 {
			var assumed []int32
			for range r.IntN(5) {
				assumed = append(assumed, int32(1+r.IntN(vars))*int32(1-2*r.IntN(2)))
			}
			got := s.Solve(Limits{}, assumed...)
			count[got]++
			check(t, s, vars, clauses, assumed, got)
			if want := solvable(vars, clauses, assumed); want != (got == Sat) {
				t.Fatalf("%v under %v: got %d, solvable is %v", clauses, assumed, got, want)
			}
			if got == Unsat && len(s.Core()) < len(assumed) {
				cores++
				if solvable(vars, clauses, s.Core()) {
					t.Fatalf("%v under %v: the core %v is solvable", clauses, assumed, s.Core())
				}
			}
			if round%2 == 0 {
				s.limit = 1
			}
		}
		cleanings += s.cleanings
	}
	t.Log(count, cores, cleanings)
	if count[Sat] < 1000 || count[Unsat] < 1000 || cores < 300 || cleanings < 300 {
		t.Error("too little was tried: ", count, cores, cleanings)
	}
}

// TestLarger asks about random clauses near the threshold, which need thousands of conflicts,
// with cleanings. Each Unsat is asked again of a new solver, with the clauses in another
// order; each solution is checked.
func TestLarger(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var count [3]int
	cleanings := 0
	for range 12 {
		const vars = 120
		var list [][]int32
		for range 43 * vars / 10 {
			c := make([]int32, 0, 4)
			for _, v := range r.Perm(vars)[:3] {
				c = append(c, int32(v+1)*int32(1-2*r.IntN(2)))
			}
			list = append(list, append(c, 0))
		}
		clauses := slices.Concat(list...)
		s := solver(vars, clauses)
		s.limit = 50
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		other := solver(vars, slices.Concat(list...))
		for _, assumed := range [][]int32{{1, -2}, {}, {3}, {-1, 2, 5}} {
			a, b := s.Solve(Limits{}, assumed...), other.Solve(Limits{}, assumed...)
			count[a]++
			check(t, s, vars, clauses, assumed, a)
			check(t, other, vars, clauses, assumed, b)
			if a != b {
				t.Fatalf("two answers under %v: %d, %d", assumed, a, b)
			}
		}
		cleanings += s.cleanings
	}
	t.Log(count, cleanings)
	if count[Sat] == 0 || count[Unsat] == 0 || cleanings == 0 {
		t.Error("too little was tried: ", count, cleanings)
	}
}

// pigeons says that n+1 pigeons sit alone in n holes.
func pigeons(n int) (int, []int32) {
	var out []int32
	at := func(p, h int) int32 { return int32(1 + p*n + h) }
	for p := range n + 1 {
		for h := range n {
			out = append(out, at(p, h))
		}
		out = append(out, 0)
		for h := range n {
			for q := range p {
				out = append(out, -at(p, h), -at(q, h), 0)
			}
		}
	}
	return (n + 1) * n, out
}

func TestLimits(t *testing.T) {
	s := solver(pigeons(12))
	for _, budget := range []uint64{1, 1000, 300_000} {
		if got := s.Solve(Limits{Budget: budget}); got != Unknown {
			t.Errorf("budget %d: %d", budget, got)
		}
		if s.Work() > budget+1_000_000 {
			t.Errorf("budget %d: %d was used", budget, s.Work())
		}
	}
	calls := 0
	if got := s.Solve(Limits{Stop: func() bool { calls++; return calls == 3 }}); got != Unknown || calls != 3 {
		t.Errorf("stopped: %d after %d calls", got, calls)
	}
	s = solver(pigeons(6))
	if got := s.Solve(Limits{Budget: 5000}); got != Unknown {
		t.Error(got)
	}
	if got := s.Solve(Limits{}); got != Unsat || len(s.Core()) != 0 {
		t.Error("after a query that reached its budget: ", got, s.Core())
	}
}

// TestDeterministic checks that the answer, the solution and the work depend on the input
// alone.
func TestDeterministic(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	clauses := random(r, 200, 900)
	run := func() string {
		s := solver(200, clauses)
		m := make([]bool, 201)
		var out string
		for i := range int32(20) {
			got := s.Solve(Limits{}, i+1, -i-2)
			s.Values(m)
			out += fmt.Sprint(got, s.Core(), s.Work(), m)
		}
		return out
	}
	if first, second := run(), run(); first != second {
		t.Error("two runs differ")
	}
}

// TestEdges checks small inputs: no clauses, an empty clause, units that contradict, a
// variable that no clause has, an assumption twice and with its negation.
func TestEdges(t *testing.T) {
	for _, c := range []struct {
		clauses, assumed []int32
		want             Status
		core             []int32
	}{
		{nil, nil, Sat, nil},
		{nil, []int32{3, 3, -2}, Sat, nil},
		{nil, []int32{3, -3}, Unsat, []int32{-3, 3}},
		{[]int32{0}, []int32{1}, Unsat, nil},
		{[]int32{1, 0, -1, 0}, []int32{2}, Unsat, nil},
		{[]int32{1, 0, -1, 2, 0, -2, 0}, nil, Unsat, nil},
		{[]int32{1, 0}, []int32{2, -1}, Unsat, []int32{-1}},
		{[]int32{-1, 2, 0, -2, 3, 0}, []int32{1, -3}, Unsat, []int32{-3, 1}},
	} {
		s := solver(3, c.clauses)
		if got := s.Solve(Limits{}, c.assumed...); got != c.want || !slices.Equal(s.Core(), c.core) {
			t.Errorf("%v under %v: %d %v, want %d %v", c.clauses, c.assumed, got, s.Core(), c.want, c.core)
		} else {
			check(t, s, 3, c.clauses, c.assumed, got)
		}
	}
}

func FuzzSolve(f *testing.F) {
	f.Add([]byte{3, 1, 2, 0, 129, 0, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		const vars = 8
		var clauses, c []int32
		for _, x := range b {
			v := int32(x % 16)
			if v == 0 || v > vars {
				clauses, c = append(append(clauses, c...), 0), c[:0]
				continue
			}
			if x >= 128 {
				v = -v
			}
			if !slices.Contains(c, v) && !slices.Contains(c, -v) {
				c = append(c, v)
			}
		}
		s := solver(vars, clauses)
		for _, assumed := range [][]int32{nil, {1}, {-1, 2}, {2, 3, -4}} {
			got := s.Solve(Limits{}, assumed...)
			check(t, s, vars, clauses, assumed, got)
			if solvable(vars, clauses, assumed) != (got == Sat) {
				t.Fatalf("%v under %v: %d", clauses, assumed, got)
			}
		}
	})
}
