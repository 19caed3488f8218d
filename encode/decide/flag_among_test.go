package decide

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestFlagAmong compares the pairs of accesses that race, of random programs in kernel C, with
// those of all executions: a search among the pairs that are not known yet finds each, and no
// other.
func TestFlagAmong(t *testing.T) {
	d := newDecider(t, "lkmm", Options{})
	ctx := context.Background()
	const flag = "data-race"
	racing, some := 0, 0
	for seed := range fixture.Nightly(150, 4000) {
		text := families.Kernel(uint64(seed), seed%2 == 0)
		s, err := unroll.Build(ctx, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
		if isLimit(err) {
			continue
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		want := map[[2]int]bool{}
		limit, err := enumerate.Each(ctx, s, d.model, enumerate.Options{MaxCandidates: 5000}, func(c *execution.Candidate) bool {
			if len(c.Cuts) == 0 && c.Holds(s.Filter) {
				pairs, err := d.FlagPairs(ctx, c, flag)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range pairs {
					want[p] = true
				}
			}
			return true
		})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if limit != "" {
			continue
		}
		got := map[[2]int]bool{}
		for {
			_, pairs, err := d.FlagAmong(ctx, s, flag, func(from, to int) bool { return !got[[2]int{from, to}] })
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if pairs == nil {
				break
			}
			before := len(got)
			for _, p := range pairs {
				got[p] = true
			}
			if len(got) == before {
				t.Fatalf("no new pair\n%s", text)
			}
		}
		for p := range want {
			if !got[p] {
				t.Errorf("%v is not found\n%s", p, text)
			}
		}
		for p := range got {
			if !want[p] {
				t.Errorf("%v does not race\n%s", p, text)
			}
		}
		if len(want) > 0 {
			racing++
		}
		if len(want) > 1 {
			some++
		}
	}
	t.Log(racing, "programs have races,", some, "of them several")
	if some < 5 {
		t.Error("the programs do not tell")
	}
}
