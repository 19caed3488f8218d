package decide

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelRandom has both engines decide random programs in kernel C under the model of the
// kernel, with their flags.
func TestKernelRandom(t *testing.T) {
	d := newDecider(t, "lkmm", Options{})
	ctx := context.Background()
	verdicts, flagged, large := map[verdict.Verdict]int{}, map[string]int{}, 0
	for seed := range fixture.Nightly(400, 10_000) {
		text := families.Kernel(uint64(seed), seed%2 == 0)
		s, err := unroll.Build(ctx, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
		if isLimit(err) {
			continue
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		flags := map[string]bool{}
		o, err := enumerate.Run(ctx, s, d.model, enumerate.Options{MaxCandidates: 10_000})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if o.Limit != "" {
			large++
			continue
		}
		if _, err = enumerate.Each(ctx, s, d.model, enumerate.Options{}, func(c *execution.Candidate) bool {
			if len(c.Cuts) == 0 && c.Holds(s.Filter) {
				v := d.judge.Judge(nil, c)
				for i := range v.Flags {
					flags[v.Flags[i].Axiom.Name] = true
				}
			}
			return true
		}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		a, err := d.Decide(ctx, s)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if v, _ := o.Verdict(); v != a.Verdict && !(v == verdict.Always && a.Verdict == verdict.Sometimes) {
			t.Fatalf("%s by enumeration, %s (%s) by the solver\n%s", v, a.Verdict, a.Reason, text)
		}
		if a.Empty != (len(o.States) == 0 && len(o.CutReached) == 0) && a.Verdict == verdict.Never {
			t.Fatalf("no execution: %v, by enumeration %d states\n%s", a.Empty, len(o.States), text)
		}
		verdicts[a.Verdict]++
		all, err := d.Flags(ctx, s, nil, a.Witness, a.Other)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, f := range all {
			switch {
			case f.Verdict == verdict.Unknown:
			case (f.Verdict == verdict.Sometimes) != flags[f.Name]:
				t.Fatalf("flag %s: %v by enumeration, %s by the solver\n%s", f.Name, flags[f.Name], f.Verdict, text)
			case flags[f.Name]:
				flagged[f.Name]++
			}
		}
	}
	t.Log(verdicts, flagged, large, "too large")
	if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 || flagged["data-race"] == 0 {
		t.Error("the programs do not tell")
	}
}
