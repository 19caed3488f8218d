package run

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestInterrupted: after Ctrl-C a batch stops with what it has, and a
// comparison still has a row for everything, Unknown where it was not reached.
func TestInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m, err := fit.Load("power", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ins, err := library.Open("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	done, err := Check(ctx, ins, []fit.Model{m}, nil, Options{}, func(Checked) error { return nil })
	if done != 0 || err != nil {
		t.Errorf("check: %d done, %v", done, err)
	}
	st, err := library.LoadStudy("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(ctx, st, []fit.Model{m}, true, Options{})
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
