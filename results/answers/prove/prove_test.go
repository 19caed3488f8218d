package prove

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// TestWriteBundle: a Never that a prover does not confirm is a disagreement, and
// what was written is kept.
func TestWriteBundle(t *testing.T) {
	ins, err := library.Open("host_ipi/mail")
	if err != nil {
		t.Fatal(err)
	}
	m := fittest.Load(t, "power")
	for _, c := range []struct{ before, want string }{
		{"sync", ""},
		{"none", "the engines disagree: smt: Never, gophersat found a solution"},
	} {
		q, err := opinion.NewCase(ins[0], m, map[string]string{"set.before": c.before, "clear.after": "sync"})
		if err != nil {
			t.Fatal(err)
		}
		o := decide.Options{}
		s, _, err := opinion.Decide(t.Context(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "b")
		_, err = (&Options{Options: o, By: prover.Gophersat, Version: "test"}).WriteBundle(t.Context(), dir, q, s)
		var alarm *opinion.Disagreement
		switch {
		case c.want == "" && err != nil:
			t.Error(err)
		case c.want != "" && (!errors.As(err, &alarm) || !strings.Contains(err.Error(), c.want) || !strings.Contains(alarm.Evidence, dir)):
			t.Errorf("set.before=%s: %v", c.before, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "holds", "question.cnf")); err != nil {
			t.Error(err)
		}
		if _, err := bundle.Verify(t.Context(), dir, bundle.Options{Tool: "test"}); (err == nil) != (c.want == "") {
			t.Errorf("set.before=%s: verify says %v", c.before, err)
		}
	}
}

// TestProveLattice: all variants of a program, and that a table which says
// something else than the verdicts do is a disagreement.
func TestProveLattice(t *testing.T) {
	ins, err := library.Open("xive_cppr/lost")
	if err != nil {
		t.Fatal(err)
	}
	test, err := ins[0].Parse()
	if err != nil {
		t.Fatal(err)
	}
	m := fittest.Load(t, "power")
	p := NewProver(Options{Options: decide.Options{}, By: prover.Gophersat, Version: "test"})
	defer p.Close()
	dir := filepath.Join(t.TempDir(), "b")
	out, err := p.Prove(t.Context(), Task{Case: opinion.Case{Name: "lost", Test: test, Model: m}, All: true, Folder: dir})
	if err != nil || out.Report == nil || out.Counts[verdict.Never] != 1 || out.Report.Shown.Never != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	d := lattice.New(m.Model, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Lattice(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	c := p.p.claim(test, m, nil, s)
	if err := agree(c, all, s, out.Report, dir); err != nil {
		t.Error(err)
	}
	var alarm *opinion.Disagreement
	for v, want := range map[int]verdict.Verdict{0: verdict.Never, all.Len() - 1: verdict.Sometimes} {
		had := all.Answer(v)
		if had.Verdict == want {
			t.Fatalf("variant %d is %s", v, had.Verdict)
		}
		all.Set(v, decide.Answer{Verdict: want})
		if err := agree(c, all, s, out.Report, dir); !errors.As(err, &alarm) {
			t.Errorf("variant %d: %v", v, err)
		}
		all.Set(v, had)
	}
	// Nothing is Never with nothing in the slots.
	slots := map[string]string{}
	for _, sl := range test.Slots {
		slots[sl.Name] = "none"
	}
	out, err = p.Prove(t.Context(), Task{Case: opinion.Case{Name: "lost", Test: test, Model: m, Choices: slots}, All: true, Folder: dir + "2"})
	if err != nil || out.Report != nil || out.Verdict != verdict.Sometimes {
		t.Errorf("%+v, %v", out, err)
	}
}
