package bundle

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
)

// believed returns a claim about all variants of a program, with the verdicts of the
// decider.
func believed(t testing.TB, c *Claim) (*Claim, *lattice.Variants) {
	t.Helper()
	d := lattice.New(c.Model, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), c.Test, c.Slots, true)
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Lattice(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := d.Steps(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	c.Lattice = &Lattice{all.Cores(), steps}
	return c, all
}

// TestLattices makes and checks a bundle for every lattice of the embedded studies, and
// compares the table with the decider.
func TestLattices(t *testing.T) {
	night := os.Getenv("FENCEWISE_NIGHTLY") != ""
	var sum figures
	left := 0
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range st.Programs {
			for _, by := range st.Models {
				m := fixture.ModelFor(t, by.Name, p.Test)
				c := &Claim{Tool: tool, Test: p.Test, Model: m, Variants: sizes(m), Lattice: &Lattice{}}
				if s, err := c.structure(context.Background()); err != nil {
					t.Fatal(err)
				} else if len(s.Events) > few && !night {
					left++
					continue
				}
				start := time.Now()
				c, all := believed(t, c)
				solve := time.Since(start)
				if len(c.Lattice.Cores) == 0 {
					continue
				}
				dir := filepath.Join(t.TempDir(), "b")
				r, err := Write(t.Context(), dir, c, sum.prover())
				if err != nil {
					t.Errorf("%s, %s: %v", p.Name, by.Name, err)
					continue
				}
				sum.add(t, p.Name+" under "+by.Name, dir, &r, solve)
				sameTable(t, p, all, &r)
			}
		}
	}
	sum.log(t)
	t.Logf("%d lattices are left to the night", left)
	if sum.bundles() < 20 {
		t.Error("too few")
	}
}

// sameTable compares what a bundle shows for each variant with the decider.
func sameTable(t *testing.T, p *library.Program, all *lattice.Variants, r *Report) {
	t.Helper()
	n := 0
	for picks, a := range all.All() {
		slots := map[string]string{}
		for i, k := range picks {
			slots[p.Test.Slots[i].Name] = p.Test.Slots[i].Choices[k].Text
		}
		got := r.VerdictOf(slots)
		if (got != "") != (a.Verdict == verdict.Never) {
			t.Fatalf("%s under %s, %v: %q in the bundle, and %s", p.Name, r.Manifest.Model.Name, slots, got, a.Verdict)
		}
		if got != "" {
			n++
		}
	}
	if n != r.Shown.Never {
		t.Errorf("%s under %s: %d variants, and the table says %d", p.Name, r.Manifest.Model.Name, n, r.Shown.Never)
	}
}
