package decide

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
)

// TestCores: a variant that is Never is so because of the slots of its core:
// every variant with the same choices there is Never, too. That holds for
// programs with loops and for those with handlers, where a verdict rests on
// several questions.
func TestCores(t *testing.T) {
	programs := []struct {
		program, model string
		split          int
	}{
		{"host_ipi/mail", "power", defaultSplit}, {"host_ipi/kernel-loop", "power", defaultSplit},
		{"ipi_data/taken-doorbell", "power-doorbell", defaultSplit}, {"host_ipi_handler/mail", "power-doorbell", 0},
	}
	if testing.Short() {
		programs = programs[:1]
	}
	for _, c := range programs {
		d := newDecider(t, c.model, Options{})
		d.Split = c.split
		s, err := d.Structure(context.Background(), embedded(t, c.program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		cores, small := 0, false
		for v := range all.Len() {
			a, picks := all.Answers[v], all.Picks(v)
			if a.Verdict != verdict.Never {
				if a.Core != nil {
					t.Fatalf("%s under %s: %s is %s and has a core", c.program, c.model, named(s, picks), a.Verdict)
				}
				continue
			}
			cores++
			small = small || len(a.Core) < len(s.Slots)
			all.each(func(slot, k int) bool { return !slices.Contains(a.Core, slot) || k == picks[slot] }, func(w int) {
				if all.Answers[w].Verdict != verdict.Never {
					t.Errorf("%s under %s: %s is Never because of %v, but %s is %s", c.program, c.model,
						named(s, picks), a.Core, named(s, all.Picks(w)), all.Answers[w].Verdict)
				}
			})
		}
		if cores == 0 || !small {
			t.Errorf("%s under %s: %d cores, smaller than all slots: %v", c.program, c.model, cores, small)
		}
	}
}

// TestPick: one variant of a structure with free slots has the verdict that it
// has alone, and its execution can be had with other barriers in it.
func TestPick(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 1))
	for _, c := range []struct{ program, model string }{
		{"host_ipi/mail", "power"}, {"host_ipi/kernel-loop", "power"}, {"ipi_data/taken-doorbell", "power-doorbell"},
	} {
		d := newDecider(t, c.model, Options{})
		test := embedded(t, c.program)
		s, err := d.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			picks, set := make([]int, len(s.Slots)), map[string]string{}
			for i := range picks {
				picks[i] = rnd.IntN(len(s.Slots[i].Choices))
				set[s.Slots[i].Name] = s.Slots[i].Choices[picks[i]]
			}
			got, err := d.Pick(context.Background(), s, picks)
			if err != nil {
				t.Fatal(err)
			}
			fixed, err := d.Structure(context.Background(), test, set, false)
			if err != nil {
				t.Fatal(err)
			}
			want, err := d.Decide(context.Background(), fixed)
			if err != nil {
				t.Fatal(err)
			}
			if got.Verdict != want.Verdict {
				t.Errorf("%s under %s: %s is %s, alone %s", c.program, c.model, named(s, picks), got.Verdict, want.Verdict)
			}
			if got.Witness == nil {
				continue
			}
			if v, again, err := d.Under(got.Witness, picks); err != nil || !v.Consistent() || !again.Holds(s.Cond) {
				t.Errorf("%s under %s: %s: the witness is none", c.program, c.model, named(s, picks))
			}
		}
	}
}
