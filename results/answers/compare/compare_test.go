package compare

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestInterrupted: after Ctrl-C a comparison still has a row for everything, Unknown where
// it was not reached.
func TestInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := fittest.Load(t, "power")
	st, err := library.LoadStudy("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Study(ctx, st, []*fit.Model{m}, Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := 16 + 288 + 2*3456 + 24; len(c.Rows) != want {
		t.Errorf("compare: %d rows, want %d", len(c.Rows), want)
	}
	for _, r := range c.Rows {
		if r.Verdict != verdict.Unknown || r.Reason != "cancelled" || r.Failed() {
			t.Fatalf("compare: %+v", r)
		}
	}
}
