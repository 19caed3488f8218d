package decide

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestRandomDoorbells has both engines decide random small programs with doorbells under
// both versions of the ISA: the solver with one formula for all sets of interrupts, and
// with one formula for each. ISA 2.07 forbids everything that 3.0 forbids.
func TestRandomDoorbells(t *testing.T) {
	verdicts, interrupted, cut := map[verdict.Verdict]int{}, 0, 0
	for seed := range fixture.Nightly(600, 6000) {
		text := families.Doorbell(uint64(seed))
		test := fixture.ParseText(t, text)
		weaker := false
		for _, model := range []string{"power-doorbell", "power-doorbell-2.07"} {
			d := newDecider(t, model, Options{})
			s, err := d.Structure(context.Background(), test, nil, false)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			want, reason := second(t, d, test.Src.Text, s)
			for _, split := range []int{1, 1 << 30} {
				d := d.within(Options{SplitEvents: split})
				a, err := d.Decide(context.Background(), s)
				switch {
				case err != nil:
					t.Fatalf("%s: %v\n%s", model, err, text)
				case want == verdict.Unknown && reason == "":
				case a.Verdict != want:
					t.Errorf("%s, split above %d: %s (%s) by the solver, %s (%s) by enumeration\n%s", model, split, a.Verdict, a.Reason, want, reason, text)
				}
				verdicts[a.Verdict]++
			}
			if len(s.Interrupts) > 0 {
				interrupted++
			}
			if want == verdict.Unknown {
				cut++
			}
			if weaker && want == verdict.Sometimes {
				t.Errorf("ISA 2.07 allows what 3.0 does not\n%s", text)
			}
			weaker = want == verdict.Never
		}
		if t.Failed() {
			return
		}
	}
	t.Log(verdicts, interrupted, "with a handler,", cut, "unknown")
	if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 || interrupted == 0 {
		t.Error("a verdict never came up, or no handler did")
	}
}

// second returns the verdict of the enumeration; Unknown without a reason if there are
// too many executions.
func second(t *testing.T, d *Decider, text string, s *event.Structure) (verdict.Verdict, string) {
	t.Helper()
	all, err := enumerate.Run(context.Background(), s, d.Model(), enumerate.Options{MaxCandidates: 200_000})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if all.Limit != "" {
		return verdict.Unknown, ""
	}
	v, reason := all.Verdict()
	if v == verdict.Always { // the solver looks for one execution only
		v = verdict.Sometimes
	}
	return v, reason
}
