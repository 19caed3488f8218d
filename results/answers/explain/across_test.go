package explain

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// onTargets returns a program in kernel C as a case for each target.
func onTargets(t *testing.T, test *litmus.Test, targets ...string) (all []opinion.Case) {
	t.Helper()
	ms, err := fit.LoadTargets(targets, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range ms {
		c := opinion.Case{Name: test.Name, Test: m.Test(test)}
		if c.Model, err = m.For(c.Test); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

func parsed(t *testing.T, text string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("t.litmus", text))
	if err != nil {
		t.Fatal(err)
	}
	return test
}

// TestDifferAcross: what one target allows and another forbids closes a cycle through the
// instructions of the one that forbids it.
func TestDifferAcross(t *testing.T) {
	const (
		full = "C SB\n{}\nP0(int *x, int *y, int *l) { WRITE_ONCE(*x, 1); int r0 = xchg(l, 1); int r1 = READ_ONCE(*y); }\n" +
			"P1(int *x, int *y, int *m) { WRITE_ONCE(*y, 1); int r0 = xchg(m, 1); int r1 = READ_ONCE(*x); }\nexists (0:r1=0 /\\ 1:r1=0)\n"
		failed = "C MP\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); }\n" +
			"P1(int *x, int *y, int *z) { int r0 = READ_ONCE(*y); int r2 = cmpxchg(z, 1, 2); int r1 = READ_ONCE(*x); }\nexists (1:r0=1 /\\ 1:r1=0 /\\ 1:r2=0)\n"
		locks = "C locks\n{}\nP0(int *x, int *y, spinlock_t *s) { spin_lock(s); WRITE_ONCE(*x, 1); spin_unlock(s); spin_lock(s); int r0 = READ_ONCE(*y); spin_unlock(s); }\n" +
			"P1(int *x, int *y) { WRITE_ONCE(*y, 1); smp_mb(); int r1 = READ_ONCE(*x); }\nexists (0:r0=0 /\\ 1:r1=0)\n"
		loops = "C loop\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); }\n" +
			"P1(int *x, int *y) { int r0 = smp_cond_load_relaxed(y, VAL != 0); int r1 = READ_ONCE(*x); }\nexists (1:r1=0)\n"
		writes = "C bit\n{ z=1; }\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); }\n" +
			"P1(int *x, int *y, unsigned long *z) { int r0 = READ_ONCE(*y); int r2 = test_and_set_bit(0, z); int r1 = READ_ONCE(*x); }\nexists (1:r0=1 /\\ 1:r1=0 /\\ 1:r2=1)\n"
	)
	for _, c := range []struct {
		program string
		a, b    string
		want    string // in the text, without line breaks
	}{
		{full, "power-2011", "power", "is kept before, by the r0 = xchg(l, 1) [sync] of line 3"},
		{full, "power-2011", "lkmm", "closes this cycle under lkmm, axiom propagation"},
		{full, "lkmm", "x86", "The verdicts are the same"},
		{failed, "lkmm", "power", "is kept before, by the r2 = cmpxchg(z, 1, 2) [sync] of line 4"},
		{failed, "x86", "lkmm", "closes this cycle when the program is compiled for x86, axiom total-store-order"},
		{locks, "power", "x86", "r0 = READ_ONCE(*y) [mov]"},
		{loops, "lkmm", "x86", "smp_cond_load_relaxed(y, VAL != 0) [mov]"},
		{writes, "lkmm", "power", "has other accesses than the other can have"},
	} {
		cases := onTargets(t, parsed(t, c.program), c.a, c.b)
		r, err := DifferAcross(context.Background(), cases[0], cases[1], decide.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		r.Text(&b)
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), c.want) {
			t.Errorf("no %q in\n%s", c.want, b.String())
		}
	}
}

// TestAcrossSuite: of each public test that a machine forbids and the kernel's model allows, the
// machine forbids the same execution, by a cycle.
func TestAcrossSuite(t *testing.T) {
	var files []string
	err := filepath.WalkDir("../../../../shared/suites/lkmm/", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".litmus") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	every := 20
	if testing.Short() {
		every = 200
	}
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		every = 1
	}
	differ, shown := 0, 0
	for i := 0; i < len(files); i += every {
		ins, err := library.Open(files[i])
		if err != nil {
			t.Fatal(err)
		}
		test, err := ins[0].Parse()
		if err != nil {
			continue // a test that nobody judges
		}
		for _, machine := range []string{"power", "x86"} {
			cases := onTargets(t, test, "lkmm", machine)
			r, err := DifferAcross(context.Background(), cases[0], cases[1], decide.Options{})
			if len(diag.All(err)) > 0 {
				continue // it cannot be compiled
			}
			if err != nil {
				t.Errorf("%s on %s: %v", files[i], machine, err)
				continue
			}
			d := r.Difference
			if d.Verdicts != [2]verdict.Verdict{verdict.Sometimes, verdict.Never} {
				continue
			}
			if differ++; d.Cycle != nil {
				shown++
			} else {
				t.Logf("%s on %s: the execution has no counterpart", files[i], machine)
			}
		}
	}
	t.Logf("%d differ, %d with a cycle", differ, shown)
	if shown == 0 || shown < differ {
		t.Errorf("of %d differences only %d are shown as a cycle", differ, shown)
	}
}
