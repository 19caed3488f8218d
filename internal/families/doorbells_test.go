package families_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestDoorbell checks that the programs use all features, are small enough to be
// enumerated, and have useful verdicts: both Never and Sometimes are frequent, and the
// two models differ.
func TestDoorbell(t *testing.T) {
	const n = 300
	used := map[string]int{}
	different := map[string]bool{}
	verdicts := map[string]int{}
	for seed := range uint64(n) {
		text := families.Doorbell(seed)
		if families.Doorbell(seed) != text {
			t.Fatal("one seed, two programs:\n", text)
		}
		_, body, _ := strings.Cut(text, "\n")
		different[body] = true
		for _, what := range []string{
			"doorbell ;", " doorbell r", "P0 doorbell", "P1 doorbell", "P2 doorbell", "P3", "msgclr", "msgsync", "lwsync", "sync",
			"local_irq_disable", "local_irq_enable", "stwcx.", "bne", "~pending(", " pending(", "out=",
		} {
			if strings.Contains(body, what) {
				used[what]++
			}
		}
		if strings.Count(body, "msgsnd") > 1 {
			used["two messages"]++
		}
		v := ""
		for _, model := range []string{"power-doorbell", "power-doorbell-2.07"} {
			v += " " + string(verdictFor(t, model, text))
		}
		verdicts[v[1:]]++
	}
	t.Log(used)
	t.Log(verdicts)
	for what, times := range used {
		if times < n/100 {
			t.Errorf("%s is in %d of %d programs", what, times, n)
		}
	}
	if len(used) != 18 || len(different) < n*9/10 {
		t.Errorf("%d things are used in %d different programs", len(used), len(different))
	}
	for v, least := range map[string]int{"Sometimes Sometimes": n / 4, "Never Never": n / 8, "Sometimes Never": n / 20} {
		if verdicts[v] < least {
			t.Errorf("%s: %d programs, want %d", v, verdicts[v], least)
		}
	}
	if verdicts["Never Sometimes"] > 0 {
		t.Error("ISA 3.0 forbids what 2.07 allows: ", verdicts)
	}
}

func verdictFor(t *testing.T, model, text string) verdict.Verdict {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("doorbell.litmus", text))
	s := fixture.Structure(t, test, unroll.Options{})
	m := fixture.Model(t, model)
	o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{MaxCandidates: 100_000})
	if err != nil {
		t.Fatal(err, text)
	}
	if o.Limit != "" {
		t.Error(o.Limit, text)
	}
	v, _ := o.Verdict()
	return v
}
