package bundle

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// odd is a model under which a barrier can allow more executions, so that barriers cannot
// be ordered by strength. It forbids a fence between two reads.
const odd = `ODD
acyclic po-loc | rf | fr | co as coherence
let reads = [R] ; po ; [R]
let apart = reads \ (po ; [SYNC] ; po)
let order = [W] ; po ; [SYNC] ; po ; [R] | apart | ([R] ; po ; [W])
acyclic order | rfe | fr | co as order
`

// TestRandom checks that the table of a bundle agrees with the decider for each variant,
// on some shapes and random programs with slots. With some of the models more barriers
// never forbid less, and with one they can. Some programs have loops that a bound cuts,
// and outcomes that are impossible.
func TestRandom(t *testing.T) {
	few := uint64(30)
	if testing.Short() {
		few = 5
	}
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		few = 2000
	}
	path := filepath.Join(t.TempDir(), "odd.cat")
	if err := os.WriteFile(path, []byte(odd), 0o666); err != nil {
		t.Fatal(err)
	}
	strange, err := models.LoadFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if monotone, _ := strange.Monotone(); monotone {
		t.Fatal("the model is monotone")
	}
	ms := []*rel.Model{strange}
	for _, name := range []string{"power", "tso", "sc"} {
		m := fixture.Model(t, name)
		ms = append(ms, m)
	}
	choices, err := insert.Choices("none,lwsync,sync")
	if err != nil {
		t.Fatal(err)
	}
	var sum figures
	verdicts := map[string]int{}
	var texts []string
	for _, shape := range []string{"SB", "MP", "LB", "2+2W"} {
		texts = append(texts, families.Ring(shape, "sync", 2, 1))
	}
	for seed := range few {
		texts = append(texts, families.Small(seed))
	}
	for _, text := range texts {
		text := fixture.Parse(t, diag.NewSource("random", text))
		if text, err = insert.Strip(text); err != nil {
			t.Fatal(err)
		}
		slotted, points, err := insert.Slots(text, choices)
		if err != nil {
			t.Fatal(err)
		}
		if len(points) > 4 {
			continue
		}
		test, err := litmus.Parse(diag.NewSource("random", slotted.String())) // a bundle has the text
		if err != nil {
			t.Fatalf("%v\n%s", err, slotted)
		}
		for _, m := range ms {
			c, all := believed(t, &Claim{Tool: tool, Test: test, Model: m, Limits: unroll.Limits{MaxEvents: 4096}})
			if len(c.Lattice.Cores) == 0 {
				continue
			}
			dir := filepath.Join(t.TempDir(), "b")
			r, err := Write(t.Context(), dir, c, prover.Gophersat)
			if err != nil {
				t.Fatalf("%v under %s\n%s", err, m.Name, test)
			}
			sum.add(t, test.Name, dir, &r, 0)
			verdicts[r.Manifest.Verdict]++
			for picks, a := range all.All() {
				slots := map[string]string{}
				for i, k := range picks {
					slots[test.Slots[i].Name] = test.Slots[i].Choices[k].Text
				}
				if got := r.VerdictOf(slots); (got != "") != (a.Verdict == verdict.Never) {
					t.Fatalf("%v under %s: %q in the bundle, and %s\n%s", slots, m.Name, got, a.Verdict, test)
				}
			}
		}
	}
	sum.log(t)
	t.Logf("verdicts: %v", verdicts)
	if verdicts[never] < 5 || verdicts[neverTrivial] < 3 {
		t.Error("too few of some kind")
	}
}
