package prover

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os/exec"
	"sync"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/rup"
	"github.com/fencewise/fencewise/encode/cnf"
)

// random returns a formula of n variables and m clauses of up to three literals.
func random(r *rand.Rand, n, m int) *cnf.Formula {
	f := cnf.New()
	for range n {
		f.Var(cnf.Meaning{Kind: cnf.BoolExpr})
	}
	for range m {
		var c []cnf.Lit
		for range min(3, 2+r.IntN(5)) {
			l := cnf.Lit(2 + r.IntN(n))
			if r.IntN(2) == 0 {
				l = -l
			}
			c = append(c, l)
		}
		f.Add(cnf.Tag{}, c...)
	}
	return f
}

func satisfies(f *cnf.Formula, values func(v int32) bool) bool {
	ok := !f.Contradiction
	f.Each(func(_ cnf.Tag, c []cnf.Lit) bool {
		some := false
		for _, l := range c {
			some = some || values(l.Var()) == (l > 0)
		}
		ok = ok && some
		return ok
	})
	return ok
}

func solvable(f *cnf.Formula) bool {
	for bits := range 1 << (f.Vars() - 1) {
		if satisfies(f, func(v int32) bool { return bits>>(v-2)&1 == 1 }) {
			return true
		}
	}
	return false
}

// TestProvers compares each prover with trying all assignments: the checker must accept
// its proofs, and its solutions must satisfy the formula.
func TestProvers(t *testing.T) {
	for _, by := range []Name{Gophersat, Cadical, Auto} {
		t.Run(string(by), func(t *testing.T) {
			if _, err := exec.LookPath(string(Cadical)); err != nil && by == Cadical {
				t.Skip("not installed: ", err)
			}
			r := rand.New(rand.NewPCG(7, 8))
			count, unsat, long := 2000, 0, 0
			if by == Cadical {
				count = 150
			}
			for i := range count {
				n := 5 + r.IntN(7)
				f := random(r, n, 4*n+r.IntN(4*n))
				if i == 0 {
					f.Add(cnf.Tag{}) // the empty clause
				}
				a, err := Run(t.Context(), by, f)
				if err != nil {
					t.Fatal(err)
				}
				if by != Auto && a.By != by {
					t.Fatalf("answered by %s", a.By)
				}
				if a.Unsat == solvable(f) {
					t.Fatalf("unsat: %v, which is wrong", a.Unsat)
				}
				if !a.Unsat {
					if len(a.Solution) != f.Vars()+1 || !satisfies(f, func(v int32) bool { return a.Solution[v] }) {
						t.Fatal("the solution is none")
					}
					continue
				}
				unsat++
				if bytes.Count(a.Proof, []byte("\n")) > 1 {
					long++
				}
				var text bytes.Buffer
				if err := f.WriteDIMACS(&text); err != nil {
					t.Fatal(err)
				}
				c, err := rup.Parse(text.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				if _, err := c.Check(t.Context(), nil, a.Proof, nil); err != nil {
					t.Fatalf("%v\n%s\n%s", err, &text, a.Proof)
				}
			}
			if unsat < count/10 || unsat > count*9/10 || long < unsat/5 {
				t.Errorf("%d of %d are unsatisfiable, %d of them not by propagation alone", unsat, count, long)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	f := cnf.New()
	if _, err := Run(t.Context(), "minisat", f); err == nil {
		t.Error("a prover that there is not was accepted")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, by := range []Name{Cadical, Auto} {
		if _, err := Run(ctx, by, random(rand.New(rand.NewPCG(1, 2)), 300, 1300)); err == nil {
			t.Logf("%s was faster than the context", by)
		} else if !errors.Is(err, context.Canceled) && !errors.As(err, new(*NotInstalled)) {
			t.Errorf("%s: %v", by, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Run(t.Context(), Cadical, f); !errors.As(err, new(*NotInstalled)) {
		t.Errorf("%v", err)
	}
	if a, err := Run(t.Context(), Auto, f); err != nil || a.By != Gophersat {
		t.Errorf("%v %v", a, err)
	}
}

// TestAtOnce checks that runs at the same time do not corrupt each other's proofs.
func TestAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for g := range uint64(8) {
		all.Go(func() {
			r := rand.New(rand.NewPCG(g, 9))
			for range 100 {
				f := random(r, 140, 520)
				a, err := Run(t.Context(), Gophersat, f)
				if err != nil {
					t.Error(err)
					return
				}
				if !a.Unsat {
					continue
				}
				var text bytes.Buffer
				if err := f.WriteDIMACS(&text); err != nil {
					t.Error(err)
					return
				}
				c, err := rup.Parse(text.Bytes())
				if err == nil {
					_, err = c.Check(t.Context(), nil, a.Proof, nil)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}
