package decide

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
)

// TestPick: a variant of a structure with free slots has the same verdict as the program
// with fixed slots, and its witness can be put under other barriers.
func TestPick(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 1))
	for _, c := range []struct{ program, model string }{
		{"host_ipi/mail", "power"}, {"host_ipi/kernel-loop", "power"}, {"ipi_data/taken-doorbell", "power-doorbell"},
	} {
		d := newDecider(t, c.model, Options{})
		test := fixture.Study(t, c.program)
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
			got, err := d.DecideVariant(context.Background(), s, picks)
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
				t.Errorf("%s under %s: %s is %s, alone %s", c.program, c.model, fixture.Named(s, picks), got.Verdict, want.Verdict)
			}
			if got.Witness == nil {
				continue
			}
			if v, again, err := d.Under(context.Background(), got.Witness, picks); err != nil || !v.Consistent() || !again.Holds(s.Cond) {
				t.Errorf("%s under %s: %s: the witness is none", c.program, c.model, fixture.Named(s, picks))
			}
		}
	}
}
