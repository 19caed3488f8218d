package decide

import (
	"context"
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestAttemptsLeftOut compares programs whose failed attempts are left out with the same programs
// with all rounds, unrolled further. If the first need no higher bound, they have every final
// state of the second at any bound; and the second have every final state of the first.
func TestAttemptsLeftOut(t *testing.T) {
	ctx := context.Background()
	n, most := fixture.Nightly(100, 8000), 3
	skipped, settled := map[string]int{}, map[string]int{}
	states := func(m *rel.Model, text string, target string, o unroll.Options) (all map[string]bool, cut, left bool) {
		test := fixture.Parse(t, diag.NewSource("attempts", text))
		if target != "" {
			test.Target = target
		}
		o.MaxEvents = 120
		s, err := unroll.Build(ctx, test, o)
		if TooLarge(err) {
			return nil, true, false
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		d := New(m, Options{Budget: 2_000_000})
		defer d.Close()
		found, limit, err := d.States(ctx, s, Observables(s))
		if err != nil || limit != "" {
			return nil, true, false
		}
		all = map[string]bool{}
		for i := range found {
			all[fmt.Sprint(found[i].Values)] = true
		}
		reach, err := d.CutReached(ctx, s)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		return all, reach.Reason != "", s.SkippedAttempts
	}
	for seed := range n {
		text := families.Attempts(uint64(seed))
		name, target := "lkmm", ""
		if k := seed % 4; k > 0 {
			name, target = []string{"", "power", "tso", "sc"}[k], "power"
		}
		m := fixture.Model(t, name)
		can, _ := m.RoundsCanGo()
		if target == "" {
			can = m.RoundsCanGoIn(fixture.Parse(t, diag.NewSource("attempts", text)))
		}
		if !can.Atomic {
			t.Fatalf("%s keeps attempts", name)
		}
		less, cut, left := states(m, text, target, unroll.Options{Limits: unroll.Limits{Bound: 2}, SkipAttempts: true})
		if less == nil {
			continue
		}
		if left {
			skipped[name]++
		}
		if left && !cut {
			settled[name]++
		}
		for bound := 1; bound <= most; bound++ {
			whole, _, _ := states(m, text, target, unroll.Options{Limits: unroll.Limits{Bound: bound}, KeepRounds: true})
			if whole == nil {
				break
			}
			for st := range whole {
				if !cut && !less[st] {
					t.Fatalf("%s, seed %d: %s is missing where attempts are left out, and there with all rounds up to %d\n%s", name, seed, st, bound, text)
				}
			}
			if bound == 2 {
				for st := range less {
					if !whole[st] {
						t.Fatalf("%s, seed %d: %s is no final state with all rounds\n%s", name, seed, st, text)
					}
				}
			}
		}
	}
	t.Log(skipped, settled)
	for _, name := range []string{"lkmm", "power", "tso", "sc"} {
		if settled[name] < n/32 {
			t.Errorf("%s: attempts are left out of %d programs, and %d of them are decided", name, skipped[name], settled[name])
		}
	}
}
