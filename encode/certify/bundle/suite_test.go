package bundle

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/results"
)

const suite = "../../../../shared/suites/power/"

// TestSuite makes and checks bundles for all that is Never in the public POWER
// tests. It logs the figures of docs/performance.md; PROVER says who writes the
// proofs.
func TestSuite(t *testing.T) {
	f, err := os.Open(suite + "expected.csv")
	if err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	step := 1
	if testing.Short() {
		step = 10
	}
	m, err := models.Load("power")
	if err != nil {
		t.Fatal(err)
	}
	d, err := decide.New(m, decide.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	by := prover.Name(os.Getenv("PROVER"))
	if by == "" {
		by = prover.Gophersat
	}
	var sizes, formulas []int
	var late, solving, proving, checking, deriving time.Duration
	never := 0
	for _, row := range rows[1:] {
		if row[1] != string(results.Never) {
			continue
		}
		if never++; never%step != 0 {
			continue
		}
		c := claim(t, suite+"tests/"+row[0], "power", nil)
		start := time.Now()
		s, err := d.Structure(c.Test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := d.Decide(t.Context(), s); err != nil || a.Verdict != results.Never {
			t.Fatalf("%s: %v %v", row[0], a.Verdict, err)
		}
		solve := time.Since(start)
		dir := filepath.Join(t.TempDir(), "b")
		r, err := Write(t.Context(), dir, c, by)
		if err != nil {
			t.Errorf("%s: %v", row[0], err)
			continue
		}
		sizes, formulas = append(sizes, r.Proofs), append(formulas, r.Manifest.Questions[0].Clauses)
		check := r.Checking + r.Deriving
		if check > 3*solve+time.Second {
			t.Errorf("%s: the check takes %v, the verdict %v", row[0], check, solve)
		}
		late = max(late, check)
		solving, proving, checking, deriving = solving+solve, proving+r.Proving, checking+r.Checking, deriving+r.Deriving
	}
	if len(sizes) < 10 {
		t.Fatalf("only %d bundles", len(sizes))
	}
	slices.Sort(sizes)
	slices.Sort(formulas)
	n := len(sizes)
	t.Logf("%d bundles; bytes of proof: median %d, largest %d; clauses: median %d, largest %d", n, sizes[n/2], sizes[n-1], formulas[n/2], formulas[n-1])
	t.Logf("ms each: verdict %.2f, prover %.2f, check of hashes and proofs %.2f, deriving again %.2f; slowest check %v",
		mean(solving, n), mean(proving, n), mean(checking, n), mean(deriving, n), late)
	if sizes[n/2] > 5000 {
		t.Error("the median proof is larger than 5 kB")
	}
}

func mean(d time.Duration, n int) float64 { return float64(d.Microseconds()) / 1000 / float64(n) }
