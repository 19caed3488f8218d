package solve

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/encode/cnf"
)

// TestExtend adds clauses between the queries of a session, some with new variables, and
// compares each answer with trying all assignments.
func TestExtend(t *testing.T) {
	for _, e := range Backends() {
		t.Run(string(e), func(t *testing.T) { testExtend(t, e) })
	}
}

func testExtend(t *testing.T, e Backend) {
	r := rand.New(rand.NewPCG(5, 6))
	s := New(e)
	defer s.Close()
	var count [3]int
	for range 300 {
		f := randomFormula(r)
		p := cnf.NewPropagator(f)
		q := s.Session(f, p, Limits{})
		for range 6 {
			var as []cnf.Lit
			for range r.IntN(3) {
				as = append(as, cnf.Lit(2+r.IntN(f.Vars()-1))*cnf.Lit(1-2*r.IntN(2)))
			}
			a, err := q.Ask(context.Background(), as...)
			if err != nil {
				t.Fatal(err)
			}
			count[a.Status]++
			if want := bruteForce(f, as); want != (a.Status == Sat) || a.Status == Unknown {
				t.Fatalf("got %v by %s; solvable is %v", a.Status, a.By, want)
			}
			if a.Status == Sat && !satisfies(f, func(l cnf.Lit) bool { return a.Values[l.Var()] == (l > 0) }) {
				t.Fatalf("%s: the values do not satisfy the formula", a.By)
			}
			if f.Vars() < 12 && r.IntN(2) == 0 {
				f.Var(cnf.Meaning{Kind: cnf.Derived})
			}
			for range r.IntN(4) {
				var c []cnf.Lit
				for range 1 + r.IntN(4) {
					c = append(c, cnf.Lit(2+r.IntN(f.Vars()-1))*cnf.Lit(1-2*r.IntN(2)))
				}
				f.Add(cnf.Tag{}, c...)
			}
			if err := q.Extend(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(count)
	if count[Sat] < 200 || count[Unsat] < 200 {
		t.Error("too little was tried: ", count)
	}
}
