package compare

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// TestDiffVariants: where one of two variants is Never and the other is not,
// there is a cycle, and it has a barrier that only the first has.
func TestDiffVariants(t *testing.T) {
	for _, name := range []string{"host_ipi", "ipi_data"} {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		var ms []*fit.Model
		for _, m := range st.Models {
			ms = append(ms, fittest.Load(t, m.Name))
		}
		explained := 0
		for i, a := range st.Variants {
			for _, b := range st.Variants[:i] {
				d, err := Variants(context.Background(), st, ms, a, b, opinion.Options{})
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range d.Cells {
					if !c.Differs() {
						if c.Why != nil {
							t.Errorf("%s and %s, %s: both are %s, and there is a cycle", a.Name, b.Name, c.Program, c.A)
						}
						continue
					}
					explained++
					never := b.Name
					if c.A == verdict.Never {
						never = a.Name
					}
					if c.Why == nil || c.Why.Forbids != never || c.Why.Axiom == "" || !own(c.Why) {
						t.Errorf("%s and %s, %s under %s: %s and %s, because of %+v", a.Name, b.Name, c.Program, c.Model, c.A, c.B, c.Why)
					}
				}
			}
		}
		if explained == 0 {
			t.Errorf("%s: no two variants differ", name)
		}
	}
}

// own reports whether a cycle has a barrier that only one side has.
func own(y *results.Why) bool {
	for _, s := range y.Cycle {
		for _, b := range s.By {
			if b.Instead != "" {
				return true
			}
		}
	}
	return false
}

// TestDiffModels: the combinations that differ are those of which one lattice
// says Never and the other does not.
func TestDiffModels(t *testing.T) {
	st, err := library.LoadStudy("ipi_data")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Models(context.Background(), st, fittest.Load(t, "power-doorbell"), fittest.Load(t, "power-doorbell-2.07"), true, opinion.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Lattices) != 3 {
		t.Fatalf("%d lattices", len(d.Lattices))
	}
	for _, l := range d.Lattices {
		// The stronger model only adds to what is Never.
		if more := l.B.Verdicts[verdict.Never] - l.A.Verdicts[verdict.Never]; l.Differ != more {
			t.Errorf("%s: %d differ, but %d more are Never", l.Program, l.Differ, more)
		}
	}
	if l := d.Lattices[2]; l.Program != "ipi_data/taken-doorbell" || l.Differ != 108 {
		t.Errorf("%s: %d combinations differ, want 108", l.Program, l.Differ)
	}
}
