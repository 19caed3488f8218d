package lattice

import (
	"context"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestCores: the slots in the core of a Never are enough for it: every variant with the
// same choices in these slots is Never, too. That also holds for programs with loops or
// handlers, whose verdicts rest on several queries.
func TestCores(t *testing.T) {
	programs := []struct {
		program, model string
		split          int // 0: the default
	}{
		{"host_ipi/mail", "power", 0}, {"host_ipi/kernel-loop", "power", 0},
		{"ipi_data/taken-doorbell", "power-doorbell", 0}, {"host_ipi_handler/mail", "power-doorbell", 1},
	}
	if testing.Short() {
		programs = programs[:1]
	}
	for _, c := range programs {
		d := newDecider(t, c.model, decide.Options{SplitEvents: c.split})
		s, err := d.Structure(context.Background(), fixture.Study(t, c.program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		cores, small := 0, false
		for v := range all.Len() {
			a, picks := all.Answer(v), all.Slots(v)
			if a.Verdict != verdict.Never {
				if a.Core != nil {
					t.Fatalf("%s under %s: %s is %s and has a core", c.program, c.model, fixture.Named(s, picks), a.Verdict)
				}
				continue
			}
			cores++
			small = small || len(a.Core) < len(s.Slots)
			all.each(func(slot, k int) bool { return !slices.Contains(a.Core, slot) || k == picks[slot] }, func(w int) {
				if all.Answer(w).Verdict != verdict.Never {
					t.Errorf("%s under %s: %s is Never because of %v, but %s is %s", c.program, c.model,
						fixture.Named(s, picks), a.Core, fixture.Named(s, all.Slots(w)), all.Answer(w).Verdict)
				}
			})
		}
		if cores == 0 || !small {
			t.Errorf("%s under %s: %d cores, smaller than all slots: %v", c.program, c.model, cores, small)
		}
	}
}
