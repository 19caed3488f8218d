package opinion

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/programs/library"
)

// TestInterruptedCheck: after Ctrl-C a batch stops with what it has.
func TestInterruptedCheck(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := fittest.Load(t, "power")
	ins, err := library.Open("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	done, err := Check(ctx, ins, []*fit.Model{m}, nil, Options{}, func(Checked) error { return nil })
	if done != 0 || err != nil {
		t.Errorf("check: %d done, %v", done, err)
	}
}
