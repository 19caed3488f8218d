package bundle

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

const suite = "../../../../shared/suites/power/"

// TestSuite makes and checks bundles for all public POWER tests that are Never. It logs
// the figures of docs/performance.md. The environment variable PROVER chooses the
// prover.
func TestSuite(t *testing.T) {
	rows := fixture.Rows(t, "power")
	step := 1
	if testing.Short() {
		step = 10
	}
	m := fixture.Model(t, "power")
	d := decide.New(m, decide.Options{})
	defer d.Close()
	var sum figures
	never, other := 0, 0
	for _, row := range rows {
		if row[1] != string(verdict.Never) {
			continue
		}
		if never++; never%step != 0 {
			continue
		}
		c := claim(t, suite+"tests/"+row[0], "power", nil)
		start := time.Now()
		s, err := d.Structure(context.Background(), c.Test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := d.Decide(t.Context(), s); err != nil || a.Verdict != verdict.Never {
			t.Fatalf("%s: %v %v", row[0], a.Verdict, err)
		}
		solve := time.Since(start)
		dir := filepath.Join(t.TempDir(), "b")
		r, err := Write(t.Context(), dir, c, sum.prover())
		if err != nil {
			t.Errorf("%s: %v", row[0], err)
			continue
		}
		sum.add(t, row[0], dir, &r, solve)
		if r.Manifest.Verdict != string(verdict.Never) {
			other++
			t.Logf("%s: %s", row[0], r.Manifest.Verdict)
		}
	}
	sum.log(t)
	t.Logf("%d are %s or %s", other, neverTrivial, neverEmpty)
	if sum.bundles() < 10 {
		t.Fatal("too few")
	}
}
