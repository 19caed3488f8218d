package decide

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// TestSMTLIB has Z3 answer the files that are written for others, through its
// own reader, and compares with the verdicts: on every tenth test of the suite
// and on our own programs.
func TestSMTLIB(t *testing.T) {
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	if len(files) == 0 {
		t.Log("the conformity suites are not here: only the embedded programs are tried")
	}
	own, _ := filepath.Glob("../../programs/library/*/*.litmus")
	d := newDecider(t, "power", Options{})
	ctx, err := z3.OpenContext(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ctx.Close()
	for i, f := range append(own, files...) {
		if i >= len(own) && i%10 != 0 {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a := decideText(t, d, f, string(text), nil)
		test, err := litmus.Parse(diag.NewSource(f, string(text)))
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.Structure(test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := d.SMTLIB(&b, s, "test"); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "(assert false)") {
			t.Errorf("%s: the file settles the question itself", f)
		}
		solver, err := ctx.NewSolverForLogic("QF_UF")
		if err != nil {
			t.Fatal(err)
		}
		if err := solver.FromString(b.String()); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		got := solver.Check()
		if want := a.Verdict != results.Never; got == z3.Undef || (got == z3.True) != want {
			t.Errorf("%s: Z3 says %v to the file, the verdict is %s", f, got, a.Verdict)
		}
		solver.Close()
	}
}
