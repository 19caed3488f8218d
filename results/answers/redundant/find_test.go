package redundant

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/redundant"
)

// TestKernelSuite takes barriers away from tests in kernel C, and decides each program that
// the answers are about again, from its text.
func TestKernelSuite(t *testing.T) {
	oneIn := 10
	if testing.Short() {
		oneIn = 60
	}
	m := fittest.Load(t, "lkmm")
	d := decidetest.Decider(t, fixture.Model(t, "lkmm"))
	count := map[redundant.Answer]int{}
	for i, k := range fixture.KernelSuite(t) {
		if k.Verdict != string(verdict.Never) || i%oneIn != 0 {
			continue
		}
		test, err := litmus.Parse(diag.NewSource(k.Name, k.Text))
		if err != nil {
			continue
		}
		f, err := Find(t.Context(), []Subject{{Name: k.Name, Test: test, Model: m}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		if f.Tests[0].Verdict != verdict.Never {
			t.Errorf("%s: as written %s", k.Name, f.Tests[0].Verdict)
		}
		checkFound(t, d, f, count)
	}
	t.Logf("%v", count)
	if count[redundant.Needed] < 10 || count[redundant.Redundant] < 2 {
		t.Errorf("only %v", count)
	}
}

// TestSuite is the same for public tests for POWER, which have at most one barrier in a thread.
func TestSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixture.Suite(t, "power"), "tests/*.litmus"))
	if err != nil {
		t.Fatal(err)
	}
	m := fittest.Load(t, "power")
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	count := map[redundant.Answer]int{}
	for i, name := range files {
		if i%8 != 0 {
			continue
		}
		f, err := Find(t.Context(), []Subject{{Name: name, Test: fixture.ParseFile(t, name), Model: m}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkFound(t, d, f, count)
	}
	t.Logf("%v", count)
	if count[redundant.Needed] < 50 || count[redundant.Untested] < 50 {
		t.Errorf("only %v", count)
	}
}

// checkFound decides the programs that the answers about one test are about again, from their
// texts, and counts the answers.
func checkFound(t *testing.T, d *decide.Decider, f *Found, count map[redundant.Answer]int) {
	t.Helper()
	name := f.tests[0].Name
	decided := func(rs ...*redundant.Barrier) verdict.Verdict {
		text, err := f.tests[0].written(rs...)
		if err != nil {
			t.Fatal(err)
		}
		return decidetest.Answer(t, d, diag.NewSource(name, text.String()), nil).Verdict
	}
	var gone []*redundant.Barrier
	for i := range f.Barriers {
		r := &f.Barriers[i]
		count[r.Answer]++
		want := map[redundant.Answer]verdict.Verdict{redundant.Redundant: verdict.Never, redundant.Needed: verdict.Sometimes}[r.Answer]
		if got := decided(r); want != "" && got != want {
			t.Errorf("%s: %s is %s, and the test is %s without it", name, r.Called(&f.Group), r.Answer, got)
		}
		if (r.Story != "") != (r.Answer == redundant.Needed) {
			t.Errorf("%s: %s is %s, with the story %q", name, r.Called(&f.Group), r.Answer, r.Story)
		}
		if slices.Contains(f.Together, r.Name) {
			gone = append(gone, r)
		}
	}
	if len(gone) < 2 {
		return
	}
	if got := decided(gone...); got != verdict.Never {
		t.Errorf("%s is %s without %v", name, got, f.Together)
	}
}
