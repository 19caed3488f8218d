package lattice

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSlottedCycles: in programs whose verdict depends on the slots, every variant has
// the same verdict in the lattice as written out without slots.
func TestSlottedCycles(t *testing.T) {
	d := newDecider(t, "power", decide.Options{})
	count := map[verdict.Verdict]int{}
	for seed := range fixture.Nightly(40, 1000) {
		sl := families.SlottedCycle(uint64(seed))
		s, err := d.Structure(context.Background(), fixture.ParseText(t, sl.String()), nil, true)
		if err != nil {
			t.Fatalf("%v\n%s", err, sl)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatalf("%v\n%s", err, sl)
		}
		for v := range all.Len() {
			a := all.Answer(v)
			written := sl.Variant(all.Slots(v), "cr7")
			if want := verdictFor(t, d, written); want != a.Verdict {
				t.Fatalf("%s: %s in the lattice, %s written out\n%s\n%s", fixture.Named(s, all.Slots(v)), a.Verdict, want, sl, written)
			}
			count[a.Verdict]++
		}
	}
	t.Log(count)
	if enough := fixture.Nightly(40, 1000) / 2; count[verdict.Never] < enough || count[verdict.Sometimes] < enough {
		t.Errorf("too few variants have either verdict: %v", count)
	}
}
