package lattice

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestMinimal: all minimal ways to lose no IPI. For flags herd7 gives the same, run on
// every variant.
func TestMinimal(t *testing.T) {
	for _, c := range []struct{ program, model, want string }{
		{"host_ipi/mail", "power", "clear.after=sync msgsnd.before=lwsync set.before=sync"},
		{"host_ipi/kernel", "power", "clear.after=eieio msgsnd.before=lwsync set.before=eieio; msgsnd.before=lwsync set.before=eieio xchg.entry=lwsync"},
		{"host_ipi_doorbell/mail", "power-doorbell", "clear.after=sync irq.after=msgsync msgsnd.before=sync set.before=sync"},
		{"host_ipi_doorbell/mail", "power-doorbell-2.07", "clear.after=sync msgsnd.before=sync set.before=sync"},
		{"host_ipi_doorbell/kernel", "power-doorbell", "clear.after=eieio irq.after=msgsync msgsnd.before=sync set.before=eieio; irq.after=msgsync msgsnd.before=sync set.before=eieio xchg.entry=lwsync"},
		{"host_ipi_doorbell/kernel", "power-doorbell-2.07", "clear.after=eieio msgsnd.before=sync set.before=eieio; msgsnd.before=sync set.before=eieio xchg.entry=lwsync"},
	} {
		d := newDecider(t, c.model, decide.Options{})
		s, err := d.Structure(context.Background(), fixture.Study(t, c.program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range all.Minimal() {
			got = append(got, fixture.Named(s, all.Slots(v)))
		}
		slices.Sort(got)
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s under %s: %s\nwant %s", c.program, c.model, g, c.want)
		}
		border(t, d, s, all)
	}
}

// border decides the variants at both borders alone: a minimal variant is Never and each
// variant that is weaker in one slot is Sometimes, and vice versa. The two borders
// determine every verdict.
func border(t *testing.T, d *Decider, s *event.Structure, all *Variants) {
	t.Helper()
	name := s.Test.Name
	check := func(v int, own, beyond verdict.Verdict, step func(slot, c, other int) bool) {
		if got := alone(t, d, s, all.Slots(v)); got != own {
			t.Errorf("%s %s on the border is %s, want %s", name, fixture.Named(s, all.Slots(v)), got, own)
		}
		for i := range s.Slots {
			for other := range s.Slots[i].Choices {
				if picks := all.Slots(v); step(i, picks[i], other) && !step(i, other, picks[i]) {
					picks[i] = other
					if got := alone(t, d, s, picks); got != beyond {
						t.Errorf("%s %s beyond the border is %s, want %s", name, fixture.Named(s, picks), got, beyond)
					}
				}
			}
		}
	}
	least, most := all.Minimal(), all.Maximal()
	for _, v := range least {
		check(v, verdict.Never, verdict.Sometimes, func(slot, c, other int) bool { return all.AtLeast(slot, other, c) })
	}
	for _, v := range most {
		check(v, verdict.Sometimes, verdict.Never, func(slot, c, other int) bool { return all.AtLeast(slot, c, other) })
	}
	above := func(weak, strong []int) bool {
		for i := range weak {
			if !all.AtLeast(i, weak[i], strong[i]) {
				return false
			}
		}
		return true
	}
	for picks, a := range all.All() {
		never := slices.ContainsFunc(least, func(v int) bool { return above(all.Slots(v), picks) })
		sometimes := slices.ContainsFunc(most, func(v int) bool { return above(picks, all.Slots(v)) })
		if never == sometimes || never != (a.Verdict == verdict.Never) {
			t.Fatalf("%s %s is %s; above a minimal one: %v, below a maximal one: %v", name, fixture.Named(s, picks), a.Verdict, never, sometimes)
		}
	}
}

// alone decides one variant as a program with fixed slots.
func alone(t *testing.T, d *Decider, s *event.Structure, picks []int) verdict.Verdict {
	t.Helper()
	choices := map[string]string{}
	for i := range s.Slots {
		choices[s.Slots[i].Name] = s.Slots[i].Choices[picks[i]]
	}
	one, err := d.Structure(context.Background(), s.Test, choices, false)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Decide(context.Background(), one)
	if err != nil {
		t.Fatal(err)
	}
	return a.Verdict
}

// TestLatticeIsEachAlone: for every program of the library, the verdicts of a lattice
// are those of each variant alone: of all variants, or of 200 if there are more.
func TestLatticeIsEachAlone(t *testing.T) {
	files, err := filepath.Glob("../../../programs/library/*/*.litmus")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, file := range files {
		program := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), "../../../programs/library/"), ".litmus")
		test := fixture.Study(t, program)
		models := []string{"power", "tso", "sc"}
		switch {
		case test.UsesDoorbells():
			models = []string{"power-doorbell", "power-doorbell-2.07"}
		case test.InC():
			models = []string{"lkmm"}
		}
		if test.Arch == "C" {
			models = []string{"lkmm"}
		}
		for _, model := range models {
			d := New(fixture.ModelFor(t, model, test), decide.Options{})
			defer d.Close()
			s, err := d.Structure(context.Background(), test, nil, true)
			if err != nil {
				t.Fatal(err)
			}
			all, err := d.Lattice(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			sample := rand.New(rand.NewPCG(1, 2)).Perm(all.Len())
			most := 200
			if len(s.Interrupts) > 0 && os.Getenv("FENCEWISE_NIGHTLY") == "" {
				most = 8
			}
			for _, v := range sample[:min(most, len(sample))] {
				if got := alone(t, d, s, all.Slots(v)); got != all.Answer(v).Verdict {
					t.Errorf("%s under %s, %s: %s in the lattice, %s alone", program, model, fixture.Named(s, all.Slots(v)), all.Answer(v).Verdict, got)
				}
			}
			t.Logf("%s under %s: %d variants, %d questions", program, model, all.Len(), all.Queries)
		}
	}
}
