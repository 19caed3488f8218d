package bundle

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results"
)

// few is how many events a program has at most whose bundles are made every
// time. The formulas of larger ones have hundreds of thousands of clauses, and
// their turn is at night.
const few = 60

// TestStudies makes and checks bundles for all that the embedded studies claim
// to be Never.
func TestStudies(t *testing.T) {
	night := os.Getenv("FENCEWISE_NIGHTLY") != ""
	made, left := 0, 0
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range st.Variants {
			for _, p := range v.Programs {
				for _, by := range st.Models {
					claimed := v.Claim(p, by.Name)
					if claimed == nil || *claimed != results.Never {
						continue
					}
					m, err := models.Load(by.Name)
					if err != nil {
						t.Fatal(err)
					}
					c := &Claim{Tool: tool, Test: p.Test, Model: m, Slots: v.Fixed(p)}
					s, err := c.structure()
					if err != nil {
						t.Fatal(err)
					}
					if len(s.Events) > few && !night {
						left++
						continue
					}
					made++
					dir := filepath.Join(t.TempDir(), "b")
					r, err := Write(t.Context(), dir, c, prover.Gophersat)
					if err != nil {
						t.Errorf("%s, %s, %s: %v", p.Name, v.Name, by.Name, err)
						continue
					}
					t.Logf("%s, %s, %s: %d clauses, proofs of %d bytes, proved in %v, checked in %v and %v",
						p.Name, v.Name, by.Name, r.Manifest.Questions[0].Clauses, r.Proofs, r.Proving, r.Checking, r.Deriving)
					if err := os.RemoveAll(dir); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	t.Logf("%d bundles; %d are left to the night", made, left)
	if made < 10 {
		t.Error("too few")
	}
}
