package decide

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestRandomLoops compares answers at raised bounds with the enumeration of all
// executions at several bounds, with every round kept: what is Never has no execution at
// any of them, and what has an execution within the bound is not Never. Lists of final
// states that are complete contain every state.
func TestRandomLoops(t *testing.T) {
	ctx := context.Background()
	count := map[verdict.Verdict]int{}
	raised, settled, complete := 0, 0, 0
	for seed := range fixture.Nightly(60, 5_000) {
		text := families.Loops(uint64(seed) + 50_000)
		test := fixture.ParseText(t, text)
		d := newDecider(t, []string{"sc", "tso", "power"}[seed%3], Options{Auto: true})
		s, a, err := d.DecideTest(ctx, 0, test, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		count[a.Verdict]++
		if s.Bound > 2 {
			if raised++; a.Verdict != verdict.Unknown {
				settled++
			}
		}
		_, found, err := d.StatesTest(ctx, s.Bound, test, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		all := found.Limit == "" && found.Cut == ""
		if all {
			complete++
		}
		for bound := 1; bound <= 4; bound++ {
			kept, err := unroll.Build(ctx, test, unroll.Options{Limits: unroll.Limits{Bound: bound, MaxEvents: 300}, KeepRounds: true})
			if err != nil {
				break // too large
			}
			o, err := enumerate.Run(ctx, kept, d.Model(), enumerate.Options{MaxCandidates: 3_000})
			if err != nil {
				t.Fatal(err)
			}
			if a.Verdict == verdict.Never && o.Positive > 0 || a.Verdict == verdict.Always && o.Negative > 0 {
				t.Fatalf("%s under %s: with all rounds up to %d there are %d positive and %d negative executions\n%s",
					a.Verdict, d.Model().Name, bound, o.Positive, o.Negative, text)
			}
			if all && len(o.States) > len(found.States) {
				t.Fatalf("%d states are said to be all under %s: with all rounds up to %d there are %d\n%s",
					len(found.States), d.Model().Name, bound, len(o.States), text)
			}
			if bound == s.Bound && o.Limit == "" && a.Verdict == verdict.Sometimes && o.Positive == 0 {
				t.Fatalf("Sometimes under %s, and no execution up to %d rounds has the outcome\n%s", d.Model().Name, bound, text)
			}
		}
	}
	t.Logf("%v; %d at a bound that was raised, %d of them settled by that; all states known of %d", count, raised, settled, complete)
	if count[verdict.Never] == 0 || count[verdict.Sometimes] == 0 || settled == 0 || complete == 0 {
		t.Error("the programs do not tell")
	}
}

// TestRaise: the bound is raised as long as the answer depends on it, and no further.
func TestRaise(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name, cond string
		bound      int // 0: auto
		want       verdict.Verdict
		at         int
	}{
		{"found at once", "exists (0:r5=2)", 0, verdict.Sometimes, 2},
		{"found further on", "exists (0:r5=6)", 0, verdict.Sometimes, 6},
		{"not found within a fixed bound", "exists (0:r5=6)", 3, verdict.Unknown, 3},
		{"found at a fixed bound", "exists (0:r5=6)", 9, verdict.Sometimes, 9},
		{"nothing depends on the bound", "exists (0:r2=0)", 0, verdict.Never, 2},
		{"too far away", "exists (0:r5=100)", 0, verdict.Unknown, 32},
	} {
		d := newDecider(t, "power", Options{Limits: unroll.Limits{Bound: c.bound}, Auto: c.bound == 0})
		s, a, err := d.DecideTest(ctx, 0, fixture.ParseText(t, counting+c.cond+"\n"), nil)
		if err != nil || a.Verdict != c.want || s.Bound != c.at {
			t.Errorf("%s: %s at %d (%s), want %s at %d; %v", c.name, a.Verdict, s.Bound, a.Reason, c.want, c.at, err)
		}
	}
	// Work above the first bound is limited, but not that of the decider itself.
	d := newDecider(t, "power", Options{Auto: true})
	if _, _, err := d.DecideTest(ctx, 0, fixture.ParseText(t, counting+"exists (0:r5=100)\n"), nil); err != nil || d.opts != (Options{Auto: true}) {
		t.Errorf("limits stay: %+v, %v", d.opts, err)
	}
}

// TestKernelSpin: a thread in kernel C that waits in a loop has a verdict, under the model as
// it is for its primitives. What could happen in rounds that are left out is Unknown.
func TestKernelSpin(t *testing.T) {
	d := newDecider(t, "lkmm", Options{})
	test := fixture.ParseText(t, `C spin
{}
P0(int *x, int *y) { WRITE_ONCE(*y, 1); smp_store_release(x, 1); }
P1(int *x, int *y) { int r1; while (smp_load_acquire(x) == 0) { } r1 = READ_ONCE(*y); }
exists (1:r1=0)
`)
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil || a.Verdict != verdict.Never {
		t.Fatalf("%s (%s), %v", a.Verdict, a.Reason, err)
	}
	flags, err := d.Flags(context.Background(), s, nil, a.Witness, a.Other)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range flags {
		if f.Name == "data-race" && f.Verdict != verdict.Unknown || f.Name == "lock-final" && f.Verdict != verdict.Never {
			t.Errorf("%s: %s", f.Name, f.Verdict)
		}
	}
}
