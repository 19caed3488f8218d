package decide

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// isas are the two readings of doorbells, and whether a message has to be
// fetched by msgsync.
var isas = []struct {
	model   string
	msgsync bool
}{{"power-doorbell", true}, {"power-doorbell-2.07", false}}

// TestHostIPIWithDoorbells: the rules for flags, but a msgsnd is ordered by
// sync alone, and from ISA 3.0 on the doorbell must be followed by msgsync.
func TestHostIPIWithDoorbells(t *testing.T) {
	for _, isa := range isas {
		rung := func(slot func(string) string) bool {
			return slot("msgsnd.before") == "sync" && (!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync"))
		}
		t.Run("mail under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_doorbell/mail", isa.model, 576, func(slot func(string) string) (bool, bool) {
				return slot("set.before") == "sync" && slot("clear.after") == "sync" && rung(slot), true
			})
		})
		t.Run("kernel under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_doorbell/kernel", isa.model, 6912, func(slot func(string) string) (bool, bool) {
				return slot("set.before") != "none" && (slot("clear.after") != "none" || slot("xchg.entry") != "none") && rung(slot), true
			})
		})
	}
}

// TestHostIPIInHandler: the same rules where nobody says when the interrupts
// come; for the kernel's program, whose demux is a loop, with the exception that
// the loop makes without doorbells too.
func TestHostIPIInHandler(t *testing.T) {
	for _, isa := range isas {
		t.Run("mail under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_handler/mail", isa.model, 576, func(slot func(string) string) (bool, bool) {
				return slot("set.before") == "sync" && slot("clear.after") == "sync" && slot("msgsnd.before") == "sync" &&
					(!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync")), true
			})
		})
		t.Run("kernel under "+isa.model, func(t *testing.T) {
			rule(t, "host_ipi_handler/kernel", isa.model, 6912, func(slot func(string) string) (bool, bool) {
				return slot("set.before") != "none" && slot("msgsnd.before") == "sync" &&
					(!isa.msgsync || strings.HasPrefix(slot("irq.after"), "msgsync")) &&
					(slot("clear.after") != "none" || slot("xchg.entry") != "none" ||
						slot("set.before") == "sync" && slot("xchg.exit") == "sync"), true
			})
		})
	}
}

// verdicts is the lattice of an embedded program, by the choices of its slots.
func verdicts(t *testing.T, program, model string) map[string]verdict.Verdict {
	t.Helper()
	d := newDecider(t, model, Options{})
	s, err := d.Structure(context.Background(), embedded(t, program), nil, true)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]verdict.Verdict{}
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for picks, a := range all.All() {
		cells[cell(s, picks, nil)] = a.Verdict
	}
	return cells
}

// cell names a variant, with some choices replaced by others.
func cell(s *event.Structure, picks []int, instead map[string]string) string {
	var names []string
	for i := range s.Slots {
		c := s.Slots[i].Choices[picks[i]]
		if other, ok := instead[c]; ok && s.Slots[i].Name == "irq.after" {
			c = other
		}
		names = append(names, s.Slots[i].Name+"="+c)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// TestDoorbellsAsFlags: where the sender rings behind a sync, a doorbell of ISA
// 2.07 is as good as a flag that is stored last, loaded, and followed by a
// branch and isync. msgsync is nothing there.
func TestDoorbellsAsFlags(t *testing.T) {
	for _, program := range []string{"mail", "kernel"} {
		flags := verdicts(t, "host_ipi/"+program, "power")
		d := newDecider(t, "power-doorbell-2.07", Options{})
		s, err := d.Structure(context.Background(), embedded(t, "host_ipi_doorbell/"+program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for picks, a := range all.All() {
			name := cell(s, picks, map[string]string{"msgsync": "none", "msgsync+lwsync": "lwsync"})
			want, ok := flags[name]
			switch {
			case !ok:
				t.Fatalf("%s has no variant %s", program, name)
			case !strings.Contains(name, "msgsnd.before=sync"):
				continue
			case a.Verdict != want:
				t.Errorf("%s %s: %s with doorbells, %s with flags", program, cell(s, picks, nil), a.Verdict, want)
			}
			compared++
		}
		if len(flags) == 0 || compared != len(flags)/3*2 { // a third of the flags' variants, each with both of two choices
			t.Errorf("%s: %d of %d variants were compared", program, compared, len(flags))
		}
	}
}

// TestFoundByItself: nobody placed an interrupt, and both ways in which the IPI
// gets lost are found: S1, where the sender's message comes after its flag, and
// S2, where the target's clear does. With the commit's barriers neither is
// there.
func TestFoundByItself(t *testing.T) {
	d := newDecider(t, "power-doorbell", Options{})
	commit := map[string]string{
		"set.before": "sync", "msgsnd.before": "sync", "irq.after": "msgsync+lwsync",
		"clear.before": "none", "clear.after": "sync", "xchg.entry": "none", "xchg.exit": "isync",
	}
	for _, c := range []struct {
		name, program, slot, choice string
		want                        verdict.Verdict
	}{
		{"the commit", "mail", "set.before", "sync", verdict.Never},
		{"S1", "mail", "set.before", "none", verdict.Sometimes},
		{"S2", "mail", "clear.after", "none", verdict.Sometimes},
		{"the commit", "kernel", "set.before", "sync", verdict.Never},
		{"S1", "kernel", "set.before", "none", verdict.Sometimes},
		{"S2", "kernel", "clear.after", "none", verdict.Sometimes},
	} {
		test := embedded(t, "host_ipi_handler/"+c.program)
		fixed := map[string]string{}
		for _, slot := range test.Slots {
			fixed[slot.Name] = commit[slot.Name]
		}
		fixed[c.slot] = c.choice
		s, err := d.Structure(context.Background(), test, fixed, false)
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.Decide(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != c.want {
			t.Errorf("%s in %s: %s (%s), want %s", c.name, c.program, a.Verdict, a.Reason, c.want)
		}
		if a.Witness == nil {
			continue
		}
		taken := 0
		for i := range s.Interrupts {
			if a.Witness.Executed[s.Interrupts[i].Irq] {
				taken++
			}
		}
		if taken != 2 {
			t.Errorf("%s in %s: lost with %d interrupts, want 2", c.name, c.program, taken)
		}
	}
}

// TestMoreInterrupts: where one more interrupt can be taken than the handler
// is run, absence is not proved; where it cannot, it is.
func TestMoreInterrupts(t *testing.T) {
	const text = `PPC more
{ 0:r1=1; 0:r2=x; 1:r1=1; 1:r2=x; 1:r3=y; }
 P0           | P1           | P1 doorbell  ;
 stw r1,0(r2) | lwz r4,0(r3) | lwz r4,0(r3) ;
 sync         |              | addi r4,r4,1 ;
 msgsnd P1    |              | stw r4,0(r3) ;
 sync         |              |              ;
 msgsnd P1    |              |              ;
exists (y=%d)
`
	for _, c := range []struct {
		interrupts, y int
		want          verdict.Verdict
	}{
		{1, 1, verdict.Sometimes}, {1, 2, verdict.Unknown}, {1, 3, verdict.Unknown},
		{2, 2, verdict.Sometimes}, {2, 3, verdict.Never}, {5, 3, verdict.Never},
	} {
		d := newDecider(t, "power-doorbell", Options{Interrupts: c.interrupts})
		s, err := d.Structure(context.Background(), parsed(t, fmt.Sprintf(text, c.y)), nil, false)
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.Decide(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != c.want {
			t.Errorf("%d interrupts, y=%d: %s (%s), want %s", c.interrupts, c.y, a.Verdict, a.Reason, c.want)
		}
		if a.Verdict == verdict.Unknown && !strings.Contains(a.Reason, "--interrupts 1") {
			t.Errorf("the reason does not name the bound: %s", a.Reason)
		}
	}
}

func parsed(t *testing.T, text string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("test.litmus", text))
	if err != nil {
		t.Fatal(err)
	}
	return test
}

// TestLostIPIGrows: the generated family that docs/performance.md measures is
// Never, and not for want of an execution: with one barrier less it is found.
func TestLostIPIGrows(t *testing.T) {
	for _, k := range []int{1, 2} {
		d := newDecider(t, "power-doorbell", Options{Interrupts: k})
		text := families.LostIPI(k, 2)
		for _, c := range []struct {
			text string
			want verdict.Verdict
		}{{text, verdict.Never}, {strings.Replace(text, "| msgsync |", "| nop |", 1), verdict.Sometimes}} {
			s, err := d.Structure(context.Background(), parsed(t, c.text), nil, false)
			if err != nil {
				t.Fatal(err)
			}
			a, err := d.Decide(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			if a.Verdict != c.want {
				t.Errorf("%s: %s (%s), want %s\n%s", s.Test.Name, a.Verdict, a.Reason, c.want, c.text)
			}
		}
	}
}

// TestSplit: asked about for each choice of interrupts or all at once, a
// program has the same verdict.
func TestSplit(t *testing.T) {
	whole, split := newDecider(t, "power-doorbell", Options{}), newDecider(t, "power-doorbell", Options{})
	whole.Split, split.Split = 1<<30, 0
	count := map[verdict.Verdict]int{}
	for _, program := range []string{"host_ipi_handler/mail"} {
		test := embedded(t, program)
		free, err := whole.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(split.choices(free)); n < 2 || len(whole.choices(free)) != 1 {
			t.Fatalf("%d choices of interrupts", n)
		}
		g := newGrid(free, nil)
		for _, v := range rand.New(rand.NewPCG(3, 4)).Perm(g.size)[:30] {
			picks := make([]int, len(free.Slots))
			g.picks(v, picks)
			one, other := alone(t, whole, free, picks), alone(t, split, free, picks)
			if count[one]++; one != other {
				t.Errorf("%s %s: %s at once, %s choice by choice", program, named(free, picks), one, other)
			}
		}
	}
	t.Log(count)
}
