package lattice

import (
	"context"
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSolversAgree decides all variants of some programs with every backend. Their cores and
// executions differ, so they ask about different variants, but the verdicts must be the same.
func TestSolversAgree(t *testing.T) {
	for _, c := range [][2]string{{"host_ipi/mail", "power"}, {"host_ipi/kernel-loop", "power"}, {"host_ipi_doorbell/kernel", "power-doorbell"}} {
		first := map[string]verdict.Verdict{}
		for i, b := range solve.Backends() {
			d := newDecider(t, c[1], decide.Options{Solver: b})
			s, err := d.Structure(context.Background(), fixture.Study(t, c[0]), nil, true)
			if err != nil {
				t.Fatal(err)
			}
			all, err := d.Lattice(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for picks, a := range all.All() {
				n++
				if key := fmt.Sprint(picks); i == 0 {
					first[key] = a.Verdict
				} else if a.Verdict != first[key] {
					t.Errorf("%s %v: %s by %s, %s by %s", c[0], picks, first[key], solve.Backends()[0], a.Verdict, b)
				}
			}
			if n == 0 || n != len(first) {
				t.Errorf("%s: %d variants by %s, %d by %s", c[0], len(first), solve.Backends()[0], n, b)
			}
		}
	}
}
