package decide

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestFoundByItself: without fixed places for interrupts, both ways in which the IPI
// gets lost are found: S1, in which the sender's message comes after its flag, and S2, in
// which the target's clear does. With the commit's barriers neither exists.
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
		test := fixture.Study(t, "host_ipi_handler/"+c.program)
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

// TestMoreInterrupts: if more interrupts can be taken than the bound allows, a Never is
// not proved; otherwise it is.
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
		d := newDecider(t, "power-doorbell", Options{Limits: unroll.Limits{Interrupts: c.interrupts}})
		s, err := d.Structure(context.Background(), fixture.ParseText(t, fmt.Sprintf(text, c.y)), nil, false)
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

// TestLostIPIGrows: the generated family that docs/performance.md measures is Never, and
// with one barrier less it is Sometimes.
func TestLostIPIGrows(t *testing.T) {
	for _, k := range []int{1, 2} {
		d := newDecider(t, "power-doorbell", Options{Limits: unroll.Limits{Interrupts: k}})
		text := families.LostIPI(k, 2)
		for _, c := range []struct {
			text string
			want verdict.Verdict
		}{{text, verdict.Never}, {strings.Replace(text, "| msgsync |", "| nop |", 1), verdict.Sometimes}} {
			s, err := d.Structure(context.Background(), fixture.ParseText(t, c.text), nil, false)
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
