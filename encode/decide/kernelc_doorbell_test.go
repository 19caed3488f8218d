package decide

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelDoorbells has both engines decide random programs in kernel C with doorbells
// under the model of the kernel, with their flags. The programs use all features.
func TestKernelDoorbells(t *testing.T) {
	ctx := context.Background()
	d := newDecider(t, "lkmm-doorbell", Options{})
	verdicts, used, handlers, unknown, races := map[verdict.Verdict]int{}, map[string]int{}, 0, 0, 0
	n := fixture.Nightly(400, 10_000)
	for seed := range n {
		text := families.KernelDoorbell(uint64(seed))
		if families.KernelDoorbell(uint64(seed)) != text {
			t.Fatal("one seed, two programs:\n", text)
		}
		for _, what := range []string{"ppc_msgsnd(P0)", "ppc_msgsync", "ppc_msgclr", "take_doorbell", "try_doorbell", "local_irq_disable", "local_irq_enable",
			"if (r0) { ppc_msgsnd", "if (r9", "atomic_inc", "smp_wmb", "~pending(", " pending("} {
			if strings.Contains(text, what) {
				used[what]++
			}
		}
		s, err := d.Structure(ctx, fixture.ParseText(t, text), nil, false)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		want, reason := second(t, d, text, s)
		if want == verdict.Unknown && reason == "" {
			unknown++
			continue
		}
		for _, split := range []int{1, 1 << 30} {
			a, err := d.within(Options{SplitEvents: split}).Decide(ctx, s)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if a.Verdict != want {
				t.Fatalf("split above %d: %s (%s) by the solver, %s (%s) by enumeration\n%s", split, a.Verdict, a.Reason, want, reason, text)
			}
			verdicts[a.Verdict]++
		}
		if len(s.Interrupts) > 0 {
			handlers++
		}
		raced := false
		if _, err := enumerate.Each(ctx, s, d.model, enumerate.Options{}, func(c *execution.Candidate) bool {
			if len(c.Cuts) == 0 {
				v := d.judge.Judge(nil, c)
				for i := range v.Flags {
					raced = raced || v.Flags[i].Axiom.Name == "data-race"
				}
			}
			return true
		}); err != nil {
			t.Fatal(err)
		}
		all, err := d.Flags(ctx, s, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, f := range all {
			if f.Name == "data-race" && f.Verdict != verdict.Unknown && (f.Verdict == verdict.Sometimes) != raced {
				t.Fatalf("data race: %v by enumeration, %s by the solver\n%s", raced, f.Verdict, text)
			}
		}
		if raced {
			races++
		}
	}
	t.Log(verdicts, used, handlers, "with a handler,", unknown, "too large,", races, "with a race")
	for what, times := range used {
		if times < n/100 {
			t.Errorf("%s is in %d of %d programs", what, times, n)
		}
	}
	if len(used) != 13 || verdicts[verdict.Never] < n/8 || verdicts[verdict.Sometimes] < n/4 || handlers < n/4 || races == 0 || unknown > n/20 {
		t.Error("the programs do not tell")
	}
}
