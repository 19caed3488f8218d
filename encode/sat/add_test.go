package sat

import (
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/lrat"
)

// TestAdd adds clauses between queries, some with new variables, and compares each answer with
// trying all assignments. Half of the solvers clean up after a few conflicts.
func TestAdd(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var count [3]int
	for round := range 800 {
		vars := 3 + r.IntN(5)
		clauses := random(r, vars, r.IntN(2*vars))
		s := solver(vars, clauses)
		for range 10 {
			if round%2 == 0 {
				s.limit = 1
			}
			var assumed []int32
			for range r.IntN(3) {
				assumed = append(assumed, int32(1+r.IntN(vars))*int32(1-2*r.IntN(2)))
			}
			got := s.Solve(Limits{}, assumed...)
			count[got]++
			check(t, s, vars, clauses, assumed, got)
			if want := solvable(vars, clauses, assumed); want != (got == Sat) {
				t.Fatalf("%v under %v: got %d, solvable is %v", clauses, assumed, got, want)
			}
			if vars < 10 {
				vars += r.IntN(2)
			}
			more := random(r, vars, r.IntN(4))
			if r.IntN(8) == 0 {
				more = append(more, int32(1+r.IntN(vars))*int32(1-2*r.IntN(2)), 0)
			}
			old := uint32(len(clauses))
			clauses = append(clauses, more...)
			if err := s.proof.(*lrat.Checker[int32]).Grow(vars, clauses, nil); err != nil {
				t.Fatal(err)
			}
			s.Add(vars, func(yield func(uint32, []int32) bool) {
				Split(more)(func(n uint32, c []int32) bool { return yield(old+n, c) })
			})
		}
	}
	t.Log(count)
	if count[Sat] < 1000 || count[Unsat] < 1000 {
		t.Error("too little was tried: ", count)
	}
}
