package repair

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

func costs(t *testing.T, name string) *cost.Model {
	t.Helper()
	m, err := cost.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// repaired repairs a program given as text, or by the name of an embedded one.
func repaired(t *testing.T, program string, m *fit.Model, o Options) Repaired {
	t.Helper()
	s := Subject{Name: "test", Model: m, Read: func() (*litmus.Test, error) { return litmus.Parse(diag.NewSource("test", program)) }}
	if !strings.Contains(program, "\n") {
		ins, err := library.Open(program)
		if err != nil {
			t.Fatal(err)
		}
		s = Subjects(ins, []*fit.Model{m})[0]
	}
	if o.Cost == nil {
		o.Cost = costs(t, cost.Default)
	}
	all, err := Find(context.Background(), []Subject{s}, o)
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// lines is the placements of a repair, each in a line.
func lines(r *Repaired) string {
	var all []string
	for i := range r.Placements {
		all = append(all, r.Line(&r.Placements[i])+" ("+r.Placements[i].Cost.Text+")")
	}
	return strings.Join(all, "\n")
}

// TestRepairStudies: what herd7 gives for flags on every variant, and what the
// ISA adds for real doorbells.
func TestRepairStudies(t *testing.T) {
	for _, c := range []struct{ program, model, want string }{
		{"host_ipi/mail", "power", "msgsnd.before=lwsync; set.before=sync; clear.after=sync (2 sync + 2 lwsync)"},
		{"host_ipi/kernel", "power", `set.before=eieio; clear.after=eieio; msgsnd.before=lwsync (1 lwsync + 2 eieio)
set.before=eieio; xchg.entry=lwsync; msgsnd.before=lwsync (2 lwsync + 1 eieio)`},
		{"host_ipi_doorbell/mail", "power-doorbell", "irq.after=msgsync; msgsnd.before=sync; set.before=sync; clear.after=sync (4 sync + 2 msgsync)"},
		{"host_ipi_doorbell/mail", "power-doorbell-2.07", "msgsnd.before=sync; set.before=sync; clear.after=sync (4 sync)"},
		{"host_ipi_doorbell/kernel", "power-doorbell", `set.before=eieio; clear.after=eieio; msgsnd.before=sync; irq.after=msgsync (1 sync + 1 msgsync + 2 eieio)
set.before=eieio; xchg.entry=lwsync; msgsnd.before=sync; irq.after=msgsync (1 sync + 1 msgsync + 1 lwsync + 1 eieio)`},
		{"host_ipi/before-755563bc79c7", "power", "msgsnd.before=lwsync (2 lwsync)"},
	} {
		r := repaired(t, c.program, fittest.Load(t, c.model), Options{})
		if r.Err != nil {
			t.Error(r.Err)
			continue
		}
		if got := lines(&r); got != c.want || !r.Complete {
			t.Errorf("%s under %s: complete %v\n%s\nwant\n%s", c.program, c.model, r.Complete, got, c.want)
		}
	}
}

// TestRepairChoosesTheCheapest: where a stronger choice is cheaper it is paid
// for; of equally strong ones the cheaper is minimal, whichever comes first.
func TestRepairChoosesTheCheapest(t *testing.T) {
	r := repaired(t, "host_ipi/kernel", fittest.Load(t, "power"), Options{Cost: costs(t, "ppc970"), Set: map[string]string{"clear.after": "none"}})
	if got, want := lines(&r), "set.before=lwsync; xchg.entry=lwsync; msgsnd.before=lwsync (3 lwsync)"; got != want {
		t.Errorf("ppc970: %s, want %s", got, want)
	}
	if p := r.Placements[0]; p.Slots["set.before"] != "eieio" || p.Instead["set.before"] != "lwsync" || len(p.Instead) != 1 {
		t.Errorf("ppc970: %+v", p)
	}
	sb := `PPC SB
{ 0:r1=x; 0:r2=y; 1:r1=y; 1:r2=x; }
 P0                        | P1                        ;
 li r3,1                   | li r3,1                   ;
 stw r3,0(r1)              | stw r3,0(r1)              ;
 sync (*@ a: sync, none *) | sync (*@ b: sync, none *) ;
 lwz r4,0(r2)              | lwz r4,0(r2)              ;
exists (0:r4=0 /\ 1:r4=0)
`
	r = repaired(t, sb, fittest.Load(t, "sc"), Options{})
	if got := lines(&r); got != "nothing (nothing)" || r.Standing != verdict.Never {
		t.Errorf("sc: %s", got)
	}
	r = repaired(t, strings.Replace(sb, "exists (0:r4=0 /\\ 1:r4=0)", "forall (0:r4=1 \\/ 1:r4=1)", 1), fittest.Load(t, "power"), Options{})
	if got := lines(&r); got != "a=sync; b=sync (2 sync)" || r.Outcome != `not (0:r4=1 \/ 1:r4=1)` {
		t.Errorf("forall: %s, to prevent %s", got, r.Outcome)
	}
}

// TestRepairHasNone: an outcome that needs no reordering, and one for which too
// little is offered.
func TestRepairHasNone(t *testing.T) {
	text := `PPC none
{ 0:r1=x; 1:r1=x; }
 P0           | P1                       ;
 li r3,1      | lwz r4,0(r1)             ;
 stw r3,0(r1) | (*@ a: none, sync *)     ;
              | lwz r5,0(r1)             ;
exists (1:r4=0 /\ 1:r5=1)
`
	r := repaired(t, text, fittest.Load(t, "power"), Options{})
	if len(r.Placements) != 0 || !r.Complete || !r.EvenSC || r.Best != nil {
		t.Errorf("%+v", r)
	}
	list, err := insert.Choices("none,lwsync")
	if err != nil {
		t.Fatal(err)
	}
	sb := families.Ring("SB", "", 2, 1)
	r = repaired(t, sb, fittest.Load(t, "power"), Options{Insert: true, Choices: list})
	if len(r.Placements) != 0 || !r.Complete || r.EvenSC || r.Err != nil {
		t.Errorf("%+v", r)
	}
}

// TestRepairDoubts: what cannot be decided makes the list incomplete, and says
// why.
func TestRepairDoubts(t *testing.T) {
	text := `PPC count
{ 0:r1=x; 0:r3=y; }
 P0                   ;
 L: lwz r2,0(r1)      ;
 addi r2,r2,1         ;
 stw r2,0(r1)         ;
 cmpwi r2,5           ;
 (*@ a: none, sync *) ;
 bne L                ;
exists (x=9)
`
	r := repaired(t, text, fittest.Load(t, "power"), Options{})
	if r.Complete || len(r.Doubts) != 1 || !strings.Contains(r.Doubts[0].Reason, "P0 can repeat the loop at L (line 4) more than 2 times") || r.Doubts[0].Variants != 2 || r.Standing != verdict.Unknown {
		t.Errorf("complete %v, %+v", r.Complete, r.Doubts)
	}
	o := Options{}
	o.Bound = 5
	if r = repaired(t, text, fittest.Load(t, "power"), o); !r.Complete || lines(&r) != "nothing (nothing)" {
		t.Errorf("complete %v, %s", r.Complete, lines(&r))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	ins, err := library.Open("host_ipi/mail")
	if err != nil {
		t.Fatal(err)
	}
	all, err := Find(ctx, Subjects(ins, []*fit.Model{fittest.Load(t, "power")}), Options{Cost: costs(t, cost.Default)})
	if err != nil || len(all) != 1 || all[0].Complete || all[0].Doubts[0].Reason != "cancelled" || all[0].Doubts[0].Variants != 288 {
		t.Errorf("%v, %+v", err, all)
	}
}

func TestRepairTooMany(t *testing.T) {
	var o Options
	o.Insert = true
	text := "PPC long\n{ 0:r1=x; }\n P0 ;\n" + strings.Repeat(" lwz r2,0(r1) ;\n", 33) + "exists (0:r2=1)\n"
	r := repaired(t, text, fittest.Load(t, "power"), o)
	ds := diag.All(r.Err)
	if len(ds) != 1 || ds[0].Code != diag.TooManyVariants || ds[0].Fix == "" {
		t.Errorf("%v", r.Err)
	}
	o.Set = map[string]string{}
	for p := 1; p <= 14; p++ {
		o.Set[fmt.Sprintf("P0.%d", p)] = "none"
	}
	if r = repaired(t, text, fittest.Load(t, "power"), o); r.Err != nil || r.Variants != 1<<36 || r.Never != 1<<36 || len(r.Placements) > 1 {
		t.Errorf("%d variants, %v", r.Variants, r.Err)
	}
}

// TestRepairAlone: every placement is Never by a question of its own and by the
// enumerating engine, and Sometimes by both with any one barrier weakened. The
// outcomes are what random programs can do under POWER, and not under SC.
func TestRepairAlone(t *testing.T) {
	m, sc := fittest.Load(t, "power"), fittest.Load(t, "sc")
	seeds, want := uint64(1000), 30
	switch {
	case os.Getenv("FENCEWISE_NIGHTLY") != "":
		seeds, want = 30_000, 1000
	case testing.Short():
		seeds, want = 200, 5
	}
	choices, err := insert.Choices("none,eieio,lwsync,sync")
	if err != nil {
		t.Fatal(err)
	}
	placements, weakened := 0, 0
	for seed := range seeds {
		text := families.Small(seed)
		if n := len(slotted(t, text, false, choices).Slots); n > 5 { // 4 to the n variants
			continue
		}
		text, ok := relaxed(t, text, sc, m)
		if !ok {
			continue
		}
		r := repaired(t, text, m, Options{Insert: true, Replace: seed%2 == 0, Choices: choices})
		if r.Err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, r.Err, text)
		}
		if r.Standing != verdict.Sometimes || r.EvenSC {
			t.Fatalf("seed %d: %s, by SC too: %v\n%s", seed, r.Standing, r.EvenSC, text)
		}
		a := alone{t, m, &r, slotted(t, text, seed%2 == 0, choices)}
		for i := range r.Placements {
			placements++
			a.is(r.Placements[i].Slots, verdict.Never)
			for weak := range a.weakened(r.Placements[i].Slots) {
				weakened++
				a.is(weak, verdict.Sometimes)
			}
		}
	}
	t.Logf("%d placements, %d weakened", placements, weakened)
	if placements < want || weakened < 2*want {
		t.Errorf("only %d placements, and %d weakened ones", placements, weakened)
	}
}

// relaxed is the program with a final state for its condition that POWER allows
// and SC does not, if there is one.
func relaxed(t *testing.T, text string, sc, m *fit.Model) (string, bool) {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("test", text))
	states := func(m *fit.Model) []string {
		w := opinion.NewWorker(opinion.Options{States: true})
		o, err := w.Answer(context.Background(), opinion.Case{Test: test, Model: m})
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return o.States.Texts()
	}
	strong := states(sc)
	for _, s := range states(m) {
		if !slices.Contains(strong, s) {
			at := strings.Index(text, "exists")
			return text[:at] + "exists (" + strings.ReplaceAll(strings.TrimSuffix(s, ";"), ";", " /\\ ") + ")\n", true
		}
	}
	return "", false
}

func slotted(t *testing.T, text string, replace bool, choices []litmus.Choice) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("test", text))
	if err == nil && replace {
		test, err = insert.Strip(test)
	}
	if err == nil {
		test, _, err = insert.Slots(test, choices)
	}
	if err != nil {
		t.Fatal(err)
	}
	return test
}

// alone asks about variants one by one, as programs without slots.
type alone struct {
	t    *testing.T
	m    *fit.Model
	r    *Repaired
	test *litmus.Test
}

func (a *alone) is(slots map[string]string, want verdict.Verdict) {
	a.t.Helper()
	filled := insert.Fill(a.test, slots)
	for _, e := range []opinion.Engine{opinion.SMT, opinion.Enumerate} {
		w := opinion.NewWorker(opinion.Options{Engine: e})
		o, err := w.Answer(context.Background(), opinion.Case{Test: filled, Model: a.m})
		if err != nil {
			a.t.Fatal(err)
		}
		if !o.Verdict.Meets(want) && o.Verdict != verdict.Unknown {
			a.t.Errorf("%s says %s, want %s, of\n%s", e, o.Verdict, want, filled)
		}
		if err := w.Close(); err != nil {
			a.t.Fatal(err)
		}
	}
}

// weakened goes through the variants with one choice weaker, by a proof.
func (a *alone) weakened(slots map[string]string) func(yield func(map[string]string) bool) {
	return func(yield func(map[string]string) bool) {
		d := lattice.New(a.m.Model, decide.Options{})
		defer d.Close()
		s, err := d.Structure(context.Background(), a.test, nil, true)
		if err != nil {
			a.t.Fatal(err)
		}
		order, err := d.Order(context.Background(), s)
		if err != nil {
			a.t.Fatal(err)
		}
		for i := range s.Slots {
			for _, weak := range weaker(&s.Slots[i], order[i], slots[s.Slots[i].Name]) {
				v := map[string]string{}
				for name, c := range slots {
					v[name] = c
				}
				v[s.Slots[i].Name] = weak
				if !yield(v) {
					return
				}
			}
		}
	}
}

func weaker(s *event.Slot, order [][]bool, choice string) []string {
	var all []string
	at := slices.Index(s.Choices, choice)
	for c := range s.Choices {
		if order[c][at] && !order[at][c] {
			all = append(all, s.Choices[c])
		}
	}
	return all
}
