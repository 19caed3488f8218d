package decide

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelDoorbells has both engines decide random programs in kernel C with doorbells:
// under the model of the kernel, with data races, and compiled for POWER with both versions
// of the ISA. The programs use all features.
func TestKernelDoorbells(t *testing.T) {
	judges := []struct{ target, model string }{{"", "lkmm-doorbell"}, {"power", "power-doorbell"}, {"power-2.07", "power-doorbell-2.07"}}
	var ds []*Decider
	for _, j := range judges {
		ds = append(ds, newDecider(t, j.model, Options{}))
	}
	verdicts, used := map[string]int{}, map[string]int{}
	handlers, unknown, races := 0, 0, 0
	n := fixture.Nightly(200, 10_000)
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
		for i, j := range judges {
			test := fixture.ParseText(t, text)
			test.Target = j.target
			s, err := ds[i].Structure(context.Background(), test, nil, false)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			v, decided := bothDecide(t, ds[i], s, text)
			if !decided {
				unknown++
				continue
			}
			verdicts[j.model+" "+string(v)]++
			switch {
			case i > 0:
			case racesAgree(t, ds[i], s, text):
				races++
			}
			if len(s.Interrupts) > 0 {
				handlers++
			}
		}
	}
	t.Log(verdicts, used, handlers, "with a handler,", unknown, "too large,", races, "with a race")
	for what, times := range used {
		if times < n/100 {
			t.Errorf("%s is in %d of %d programs", what, times, n)
		}
	}
	for _, j := range judges {
		if verdicts[j.model+" Never"] < n/8 || verdicts[j.model+" Sometimes"] < n/4 {
			t.Errorf("the programs do not tell under %s", j.model)
		}
	}
	if len(used) != 13 || handlers < n || races == 0 || unknown > n/10 {
		t.Error("the programs do not tell")
	}
}

// bothDecide returns the verdict of the enumeration, with which the solver has to agree: with
// one formula for all sets of interrupts, and with one for each. decided is false if there
// are too many executions.
func bothDecide(t *testing.T, d *Decider, s *event.Structure, text string) (want verdict.Verdict, decided bool) {
	t.Helper()
	want, reason := second(t, d, text, s)
	if want == verdict.Unknown && reason == "" {
		return want, false
	}
	for _, split := range []int{1, 1 << 30} {
		a, err := d.within(Options{SplitEvents: split}).Decide(context.Background(), s)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if a.Verdict != want {
			t.Fatalf("%s, split above %d: %s (%s) by the solver, %s (%s) by enumeration\n%s", d.model.Name, split, a.Verdict, a.Reason, want, reason, text)
		}
	}
	return want, true
}

// racesAgree reports whether a program has a data race, on which both engines have to agree.
func racesAgree(t *testing.T, d *Decider, s *event.Structure, text string) (raced bool) {
	t.Helper()
	if _, err := enumerate.Each(context.Background(), s, d.model, enumerate.Options{}, func(c *execution.Candidate) bool {
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
	all, err := d.Flags(context.Background(), s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, f := range all {
		if f.Name == "data-race" && f.Verdict != verdict.Unknown && (f.Verdict == verdict.Sometimes) != raced {
			t.Fatalf("data race: %v by enumeration, %s by the solver\n%s", raced, f.Verdict, text)
		}
	}
	return raced
}
