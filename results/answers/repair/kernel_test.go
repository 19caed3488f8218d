package repair

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelSuite repairs tests in kernel C whose outcome is possible. Each repaired program,
// written out and read again, is Never, and is possible again with any one barrier less.
func TestKernelSuite(t *testing.T) {
	oneIn, most := 20, 14
	if testing.Short() {
		oneIn = 120
	}
	m := fittest.Load(t, "lkmm")
	d := decidetest.Decider(t, fixture.Model(t, "lkmm"))
	possible, placements, hopeless := 0, 0, 0
	for i, k := range fixture.KernelSuite(t) {
		if k.Verdict != string(verdict.Sometimes) || i%oneIn != 0 && !strings.Contains(k.Name, "tree/") && !strings.Contains(k.Name, "catalogue/") {
			continue
		}
		test, err := litmus.Parse(diag.NewSource(k.Name, k.Text))
		if err != nil || test.Cond.Quant == verdict.ForAll {
			continue
		}
		slotted, _, err := insert.Slots(test, nil)
		if err != nil || len(slotted.Slots) > most {
			continue
		}
		possible++
		r := repaired(t, k.Text, m, Options{Insert: true})
		switch {
		case r.Err != nil:
			t.Errorf("%s: %v", k.Name, r.Err)
			continue
		case r.Standing != verdict.Sometimes || !r.Complete:
			t.Errorf("%s: as written %s, complete %v", k.Name, r.Standing, r.Complete)
		case len(r.Placements) == 0:
			hopeless++
			continue
		}
		placements += len(r.Placements)
		checkRepaired(t, k.Name, slotted, &r, d)
	}
	t.Logf("%d programs, %d placements; no placement for %d", possible, placements, hopeless)
	if possible < 20 || placements < possible {
		t.Errorf("only %d programs with %d placements", possible, placements)
	}
}

// checkRepaired checks the repaired program, and with one barrier less.
func checkRepaired(t *testing.T, name string, slotted *litmus.Test, r *Repaired, d *decide.Decider) {
	t.Helper()
	decided := func(text string) verdict.Verdict {
		return decidetest.Answer(t, d, diag.NewSource(name, text), nil).Verdict
	}
	text := r.Best.String()
	if v := decided(text); v != verdict.Never {
		t.Errorf("%s is %s when it is repaired:\n%s", name, v, text)
	}
	for i := range r.Placements {
		p := &r.Placements[i]
		for _, sl := range r.Slots {
			if p.Use(sl.Name) == sl.Now {
				continue
			}
			less := map[string]string{}
			for _, other := range r.Slots {
				less[other.Name] = p.Use(other.Name)
			}
			if v := decided(insert.Fill(slotted, less).String()); v != verdict.Never {
				t.Errorf("%s is %s with placement %d:\n%s", name, v, i+1, insert.Fill(slotted, less))
			}
			less[sl.Name] = sl.Now
			if v := decided(insert.Fill(slotted, less).String()); v != verdict.Sometimes {
				t.Errorf("%s is %s with placement %d without %s", name, v, i+1, sl.Name)
			}
		}
	}
}
