package lattice

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestLarge: lattices with far more variants than can be listed have the borders that
// their programs are made for, and those who want each variant get an error.
func TestLarge(t *testing.T) {
	for _, c := range []struct {
		name, text               string
		variants, never          int
		minimal, maximal, atMost int // queries
	}{
		{"10 slots in a ring", families.SlotRing(10), 1 << 20, 1, 1, 10, 40},
		{"18 slots in a ring", families.SlotRing(18), 1 << 36, 1, 1, 18, 80},
		{"9 slots of three threads", families.ManySlots(9), 1953125, never(5, 3), 27, 1198, 1500},
	} {
		if testing.Short() && c.atMost > 100 {
			continue
		}
		d := newDecider(t, "power", decide.Options{})
		s, err := d.Structure(context.Background(), fixture.ParseText(t, c.text), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		all, err := d.Borders(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d queries, %v", c.name, all.Queries, time.Since(start))
		none := 0
		for _, g := range all.Groups() {
			if g.Verdict == verdict.Never {
				none += g.Variants
			}
		}
		if all.Len() != c.variants || none != c.never || len(all.Minimal()) != c.minimal || len(all.Maximal()) != c.maximal || all.Queries > c.atMost {
			t.Errorf("%s: %d variants, %d Never, %d minimal, %d maximal, %d queries", c.name, all.Len(), none, len(all.Minimal()), len(all.Maximal()), all.Queries)
		}
		for _, v := range all.Minimal()[:1] {
			if got := alone(t, d, s, all.Slots(v)); got != verdict.Never {
				t.Errorf("%s: %s alone", c.name, got)
			}
		}
		for _, v := range all.Maximal()[:3] {
			if got := alone(t, d, s, all.Slots(v)); got != verdict.Sometimes {
				t.Errorf("%s: %s alone", c.name, got)
			}
		}
		var many *TooMany
		if _, err := d.Lattice(context.Background(), s); c.variants > MaxListed && !errors.As(err, &many) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// never returns how many variants of [families.ManySlots] with the given number of
// choices have a sync in each of three threads with so many slots.
func never(choices, slots int) int {
	all, without := 1, 1
	for range slots {
		all, without = all*choices, without*(choices-1)
	}
	return (all - without) * (all - without) * (all - without)
}
