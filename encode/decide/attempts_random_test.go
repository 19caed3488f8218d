package decide

import (
	"context"
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
)

// weakAttempts is a model in which an atomic operation does not order its read before its write,
// so that it matters whether a thread reads from an attempt or from what the attempt has read.
const weakAttempts = `acyclic po | rf as no-thin-air
acyclic (po & loc) | rf | co | rf^-1;co as coherence
empty rmw & (((rf^-1;co) & ext) ; (co & ext)) as atomic
acyclic (rf & ext) | fencerel(SYNC | LWSYNC | ISYNC) | ((rf^-1;co) & ext) as order`

// publishing is a program in which a thread outside of a loop reads from an attempt. With the model
// above it can then miss what it would see if it read from the store that the attempt has read.
const publishing = `C publishing
{ l=2; }
P0(int *l, int *x) { WRITE_ONCE(*x, 1); smp_store_release(l, 1); }
P1(int *l, int *x) { int r0; do { r0 = xchg_relaxed(l, 1); } while (r0 == 1); }
P2(int *l, int *x) { int r0 = smp_load_acquire(l); int r1 = READ_ONCE(*x); WRITE_ONCE(*l, 3); }
exists (1:r0=3 /\ 2:r0=1 /\ 2:r1=0)
`

// TestAttemptsLeftOut compares programs whose failed attempts are left out with the same programs
// with all rounds, unrolled further. If the first need no higher bound, they have every final
// state of the second, and the second have every final state of the first.
func TestAttemptsLeftOut(t *testing.T) {
	leftOut(t, fixture.Nightly(300, 12000), families.Attempts, func(s *event.Structure) bool { return s.SkippedAttempts })
}

// TestReloadsLeftOut does the same for loops that load at their ends what their heads test.
func TestReloadsLeftOut(t *testing.T) {
	leftOut(t, fixture.Nightly(200, 8000), families.Reloads, func(s *event.Structure) bool { return s.SkippedRounds })
}

// leftOut compares programs of a family without some rounds with the same programs with all of
// them. skips tells whether such rounds were left out of a structure.
func leftOut(t *testing.T, n int, family func(seed uint64) string, skips func(*event.Structure) bool) {
	ctx := context.Background()
	const most = 3
	weak := fixture.ModelText(t, weakAttempts)
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
		return all, reach.Reason != "", skips(s)
	}
	for seed := range n {
		text := family(uint64(seed))
		name, target := "lkmm", ""
		if k := seed % 5; k > 0 {
			name, target = []string{"", "power", "tso", "sc", "weak"}[k], "power"
		}
		if seed == 4 && n%300 == 0 { // of the first family
			text = publishing
		}
		m := weak
		if name != "weak" {
			m = fixture.Model(t, name)
		}
		can, _ := m.RoundsCanGo()
		if target == "" {
			can = m.RoundsCanGoIn(fixture.Parse(t, diag.NewSource("attempts", text)))
		}
		if !can.Atomic && target != "" {
			t.Fatalf("%s keeps attempts", name)
		}
		less, cut, left := states(m, text, target, unroll.Options{Limits: unroll.Limits{Bound: 2}, SkipAttempts: true})
		if less == nil {
			continue
		}
		if !left {
			continue
		}
		skipped[name]++
		whole, _, _ := states(m, text, target, unroll.Options{Limits: unroll.Limits{Bound: most}, KeepRounds: true})
		if whole == nil {
			continue
		}
		for st := range whole {
			if !cut && !less[st] {
				t.Fatalf("%s, seed %d: %s is missing where attempts are left out, and there with all rounds up to %d\n%s", name, seed, st, most, text)
			}
		}
		for st := range less {
			if !whole[st] {
				t.Fatalf("%s, seed %d: %s is no final state with all rounds\n%s", name, seed, st, text)
			}
		}
		if !cut {
			settled[name]++
		}
	}
	t.Log(skipped, settled)
	for _, name := range []string{"lkmm", "power", "tso", "sc", "weak"} {
		if settled[name] < n/60 {
			t.Errorf("%s: attempts are left out of %d programs, and %d of them are decided", name, skipped[name], settled[name])
		}
	}
}
