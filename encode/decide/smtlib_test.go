//go:build cgo

package decide

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSMTLIB has Z3 read and answer the SMT-LIB files, and compares its answers with the
// premises of the verdicts, for some tests of the suites and for our own programs, those in
// kernel C with the model of the kernel.
func TestSMTLIB(t *testing.T) {
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	if len(files) == 0 {
		t.Log("the conformity suites are not here: only the embedded programs are tried")
	}
	own, _ := filepath.Glob("../../programs/library/*/*.litmus")
	corpus, _ := filepath.Glob("../../programs/corpus/*.litmus") // of some the values alone are the answer, as of some below
	small, _ := filepath.Glob("../../../shared/suites/lkmm/micro/*.litmus")
	small = slices.DeleteFunc(small, func(f string) bool { return strings.Contains(f, "unknown-macro") })
	kernel, _ := filepath.Glob("../../../shared/suites/lkmm/tests/*/*.litmus")
	kernel = slices.DeleteFunc(kernel, func(f string) bool { return strings.Contains(f, "smp-store-") }) // refused, as by herd7
	settled := len(corpus) + len(small)
	own = slices.Concat(corpus, small, own)
	files = append(files, kernel...)
	deciders := map[string]*Decider{"PPC": newDecider(t, "power", Options{}), "C": newDecider(t, "lkmm", Options{}), "mixed": newMixed(t, "power", Options{})}
	ctx, err := z3.OpenContext(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ctx.Close()
	type kind struct {
		goal encode.Goal
		sat  bool
	}
	asked := map[kind]int{}
	for i, f := range append(own, files...) {
		if k := i - len(own); k >= 0 && k%10 != 3 {
			continue // a sample of the suites that does not depend on how many programs are ours
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		test := fixture.Parse(t, diag.NewSource(f, string(text)))
		d := deciders[test.Arch]
		if unroll.Mixed(test) {
			d = deciders["mixed"]
		}
		s, err := d.Structure(context.Background(), test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Events) > 60 && os.Getenv("FENCEWISE_NIGHTLY") == "" {
			continue // a quarter of a million clauses
		}
		a, err := d.Decide(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range Premises(s, a.Verdict, test.Cond.Quant == verdict.ForAll) {
			asked[kind{p.Query.Goal, p.Sat}]++
			var b strings.Builder
			if err := d.WriteQuery(context.Background(), &b, p.Query, "test"); err != nil {
				t.Fatal(err)
			}
			if i >= settled && strings.Contains(b.String(), "(assert false)") {
				t.Errorf("%s: the file settles the question itself", f)
			}
			solver, err := ctx.NewSolverForLogic("QF_UF")
			if err != nil {
				t.Fatal(err)
			}
			if err := solver.FromString(b.String()); err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			if got := solver.Check(); got == z3.Undef || (got == z3.True) != p.Sat {
				t.Errorf("%s: Z3 says %v to the question %s; the verdict %s rests on: solvable, %v", f, got, p.Query.Goal, a.Verdict, p.Sat)
			}
			solver.Close()
		}
	}
	t.Log(asked)
	for _, p := range []kind{
		{encode.Holds, true}, {encode.Holds, false}, {encode.Violates, true}, {encode.Violates, false},
		{encode.Cut, false}, {encode.Any, true},
	} {
		if asked[p] == 0 {
			t.Errorf("no verdict rests on %v", p)
		}
	}
}
