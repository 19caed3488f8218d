package cnf

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func vars(f *Formula, n int) {
	for range n {
		f.Var(Meaning{Kind: BoolExpr})
	}
}

func TestAddSimplifies(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []Lit
		want string // DIMACS body
	}{
		{"plain", []Lit{2, -3}, "2 -3 0\n"},
		{"false literals go", []Lit{False, 2}, "2 0\n"},
		{"a true literal satisfies", []Lit{2, True}, ""},
		{"repeated literals go", []Lit{2, 2, -3, 2}, "2 -3 0\n"},
		{"a tautology is not stored", []Lit{2, -3, -2}, ""},
		{"nothing left is a contradiction", []Lit{False}, "0\n"},
	} {
		f := New()
		vars(f, 2)
		f.Add(Tag{}, c.in...)
		var b strings.Builder
		if err := f.WriteDIMACS(&b); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfterN(b.String(), "\n", 3)
		if lines[1] != "1 0\n" || lines[2] != c.want {
			t.Errorf("%s: got %q, want %q", c.name, lines[2], c.want)
		}
		if f.Contradiction != (c.want == "0\n") {
			t.Errorf("%s: contradiction is %v", c.name, f.Contradiction)
		}
	}
}

// random returns a formula of n variables with m clauses of up to three literals.
func random(r *rand.Rand, n, m int) *Formula {
	f := New()
	vars(f, n)
	for range m {
		var c []Lit
		for range 1 + r.IntN(3) {
			l := Lit(2 + r.IntN(n))
			if r.IntN(2) == 0 {
				l = -l
			}
			c = append(c, l)
		}
		f.Add(Tag{}, c...)
	}
	return f
}

// closure does unit propagation naively. It returns the literals that follow, and whether
// a clause is violated.
func closure(f *Formula, assumed []Lit) (map[Lit]bool, bool) {
	known := map[Lit]bool{True: true}
	for _, l := range assumed {
		known[l] = true
	}
	ok := !f.Contradiction
	for changed := true; changed; {
		changed = false
		f.Each(func(_ Tag, c []Lit) bool {
			var open []Lit
			for _, l := range c {
				if known[l] {
					return true
				}
				if !known[-l] {
					open = append(open, l)
				}
			}
			switch len(open) {
			case 0:
				ok = false
			case 1:
				known[open[0]], changed = true, true
			}
			return true
		})
	}
	return known, ok
}

func TestPropagation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := 3 + r.IntN(8)
		f := random(r, n, r.IntN(3*n))
		p := NewPropagator(f)
		known, ok := closure(f, nil)
		if p.Failed() == ok {
			t.Fatalf("conflict: got %v, want %v", p.Failed(), !ok)
		}
		if !ok {
			continue
		}
		same := func(known map[Lit]bool) {
			t.Helper()
			for v := Lit(2); int(v) <= f.Vars(); v++ {
				want := Open
				if known[v] {
					want = IsTrue
				} else if known[-v] {
					want = IsFalse
				}
				if p.Lit(v) != want {
					t.Fatalf("variable %d: got %d, want %d", v, p.Lit(v), want)
				}
			}
		}
		same(known)
		mark := p.Mark()
		if r.IntN(2) == 0 {
			p.forget()
		}
		l := Lit(2 + r.IntN(n))
		if !known[-l] {
			more, ok := closure(f, []Lit{l})
			if got := p.Assume(l); got != ok {
				t.Fatalf("assuming %d: got %v, want %v", l, got, ok)
			} else if ok {
				same(more)
			}
			p.Undo(mark)
			same(known)
		}
		// Clauses that come later are taken in.
		f.Add(Tag{}, Lit(2+r.IntN(n)))
		known, ok = closure(f, nil)
		if p.Extend() != ok {
			t.Fatal("extending found another conflict")
		}
		if ok {
			same(known)
		}
	}
}

func TestZeroLiteralIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a literal that was never made was accepted")
		}
	}()
	New().Add(Tag{}, 0)
}
