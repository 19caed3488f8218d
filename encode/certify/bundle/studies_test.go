package bundle

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
)

// few bounds the events of programs whose bundles are made in every run. The formulas of
// larger programs have hundreds of thousands of clauses; these run in the nightly tests.
const few = 60

// sizes returns the variant of a model for accesses of mixed size, if it is on.
func sizes(m *rel.Model) []string {
	if m.OneSize {
		return nil
	}
	return []string{rel.MixedVariant}
}

// TestStudies makes and checks bundles for all variants that the embedded studies claim
// to be Never.
func TestStudies(t *testing.T) {
	night := os.Getenv("FENCEWISE_NIGHTLY") != ""
	var sum figures
	left := 0
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range st.Variants {
			for _, p := range v.Programs {
				for _, by := range st.Models {
					claimed := v.Claim(p, by.Name)
					if claimed == nil || *claimed != verdict.Never {
						continue
					}
					m := fixture.ModelFor(t, by.Name, p.Test)
					d := decide.New(m, decide.Options{})
					defer d.Close()
					c := &Claim{Tool: tool, Test: p.Test, Model: m, Variants: sizes(m), Slots: v.Assignment(p)}
					s, err := c.structure(context.Background())
					if err != nil {
						t.Fatal(err)
					}
					if len(s.Events) > few && !night {
						left++
						continue
					}
					dir := filepath.Join(t.TempDir(), "b")
					start := time.Now()
					if a, err := d.Decide(t.Context(), s); err != nil || a.Verdict != verdict.Never {
						t.Fatalf("%s: %v %v", p.Name, a.Verdict, err)
					}
					solve := time.Since(start)
					r, err := Write(t.Context(), dir, c, sum.prover())
					if err != nil {
						t.Errorf("%s, %s, %s: %v", p.Name, v.Name, by.Name, err)
						continue
					}
					sum.add(t, p.Name+", "+v.Name+", "+by.Name, dir, &r, solve)
					if err := os.RemoveAll(dir); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	sum.log(t)
	t.Logf("%d bundles are left to the night", left)
	if sum.bundles() < 10 {
		t.Error("too few")
	}
}
