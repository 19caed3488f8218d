package solve

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/sat"
)

// TestWrongUnsatIsNoticed lets the built-in solver work with clauses that are not those of the
// formula, as if it had lost a literal, turned one round, or invented a clause. Its answer
// Unsat is wrong then wherever the formula has a solution, and must be an error.
func TestWrongUnsatIsNoticed(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	noticed, proved := 0, 0
	for range 4000 {
		f := randomFormula(r)
		s := New(Builtin)
		q := s.Session(f, cnf.NewPropagator(f), Limits{})
		if q.p.Failed() {
			continue
		}
		if err := q.load(context.Background()); err != nil {
			t.Fatal(err)
		}
		b := q.backend.(*builtin)
		b.s = sat.New(tampered(r, q, b.proof))
		for range 3 {
			var assumed []int32
			for v := 2; v <= f.Vars(); v++ {
				if r.IntN(4) == 0 && q.p.Lit(cnf.Lit(v)) == cnf.Open {
					assumed = append(assumed, int32(v)*int32(1-2*r.IntN(2)))
				}
			}
			a, err := b.ask(context.Background(), Limits{}, assumed)
			var wrong *Unproved
			switch {
			case errors.As(err, &wrong):
				noticed++
			case err != nil:
				t.Fatal(err)
			case a.Status == Unsat:
				proved++
				if bruteForce(f, a.Core) {
					t.Fatal("a wrong answer is proved")
				}
			}
		}
		q.Close()
		s.Close()
	}
	t.Log(noticed, proved)
	if noticed < 500 || proved < 500 {
		t.Error("too little was tried: ", noticed, proved)
	}
}

// tampered returns the clauses of a session with one of them changed.
func tampered(r *rand.Rand, q *Session, proof sat.Proof) (sat.Size, sat.Clauses, sat.Proof) {
	q.taken = 0
	p := q.problem()
	var list [][]int32
	var numbers []uint32
	p.each(func(n uint32, c []int32) bool {
		list, numbers = append(list, slices.Clone(c)), append(numbers, n)
		return true
	})
	if len(list) > 0 {
		k := r.IntN(len(list))
		c := list[k]
		i := r.IntN(len(c))
		if r.IntN(2) == 0 {
			c[i] = -c[i]
		} else {
			list[k] = slices.Delete(c, i, i+1)
		}
	}
	clauses := sat.Clauses(func(yield func(uint32, []int32) bool) {
		for i, c := range list {
			if !yield(numbers[i], c) {
				return
			}
		}
	})
	return clauses.Size(q.f.Vars()), clauses, proof
}

// TestWrongPropagation checks that a formula whose propagator has made something true that
// does not follow is an error.
func TestWrongPropagation(t *testing.T) {
	f := formula(4, []cnf.Lit{2, 3}, []cnf.Lit{3, 4}, []cnf.Lit{-2, -3, -4})
	p := cnf.NewPropagator(f)
	s := New(Builtin)
	defer s.Close()
	q := s.Session(f, p, Limits{})
	defer q.Close()
	p.Assume(2)
	var wrong *Unproved
	if err := q.load(context.Background()); !errors.As(err, &wrong) {
		t.Error(err)
	}
}
