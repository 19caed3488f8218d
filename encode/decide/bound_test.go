package decide

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// A loop with an effect: it counts its rounds.
const counting = `PPC counting
{ 0:r1=x; 1:r1=x; }
 P0             | P1           ;
 li r5,0        | li r6,1      ;
 L: addi r5,r5,1 | stw r6,0(r1) ;
 lwz r2,0(r1)   |              ;
 cmpwi r2,1     |              ;
 bne L          |              ;
`

func TestBound(t *testing.T) {
	for _, c := range []struct {
		cond    string
		bound   int
		want    verdict.Verdict
		because string
	}{
		{"exists (0:r5=1)", 1, verdict.Sometimes, ""},
		{"exists (0:r5=2)", 1, verdict.Sometimes, ""},
		{"exists (0:r5=3)", 1, verdict.Unknown, "loop at L (line 5) more than 1 times"},
		{"exists (0:r5=3)", 2, verdict.Sometimes, ""},
		{"~exists (0:r5=9)", 2, verdict.Unknown, "loop at L"},
		{"exists (0:r2=0 /\\ 0:r5=9)", 2, verdict.Unknown, "each round changes r5, such as from 2 to 3, and the final state shows it"},
		{"forall (0:r2=1 \\/ 0:r5=9)", 2, verdict.Unknown, "loop at L"},
		{"exists (0:r2=0)", 1, verdict.Never, ""}, // nothing looks at the counter
		{"forall (0:r2=1)", 1, verdict.Always, ""},
		{"forall (0:r5=1)", 2, verdict.Sometimes, ""},
	} {
		d := newDecider(t, "power", Options{Limits: unroll.Limits{Bound: c.bound}})
		a := decideText(t, d, c.cond, counting+c.cond+"\n", nil)
		if a.Verdict != c.want || !strings.Contains(a.Reason, c.because) {
			t.Errorf("%s, bound %d: %s (%s), want %s (%s)", c.cond, c.bound, a.Verdict, a.Reason, c.want, c.because)
		}
	}
}

// TestNoEnd: if no execution runs to its end, the verdict is not Never.
func TestNoEnd(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       verdict.Verdict
	}{
		{"a loop without an exit", "PPC a\n{ 0:r2=x; }\n P0 ;\n li r1,1 ;\n stw r1,0(r2) ;\n L: b L ;\n~exists (x=1)\n", verdict.Unknown},
		{"a flag that nobody sets", "PPC a\n{ 0:r2=x; }\n P0 ;\n L: lwz r1,0(r2) ;\n cmpwi r1,1 ;\n bne L ;\n~exists (0:r1=0)\n", verdict.Unknown},
		{"a flag that is set", "PPC a\n{ 0:r2=x; 1:r2=x; }\n P0 | P1 ;\n L: lwz r1,0(r2) | li r1,1 ;\n cmpwi r1,1 | stw r1,0(r2) ;\n bne L | ;\n~exists (0:r1=0)\n", verdict.Never},
	} {
		d := newDecider(t, "power", Options{})
		if a := decideText(t, d, c.name, c.text, nil); a.Verdict != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, a.Verdict, a.Reason, c.want)
		}
	}
}

// Programs in which one thread waits for something beyond the bound of another, or for
// more interrupts than the bound allows: the first does not end within the bounds, and
// without it the other thread does not reach its bound.
const (
	awaitsLoop = `PPC awaits-loop
{ 0:r2=x; 1:r2=x; 0:r5=y; 1:r5=y; 0:r10=z; 1:r10=z; }
 P0              | P1               ;
 lwz r4,0(r5)    | li r9,1          ;
 cmpwi r4,0      | stw r9,0(r5)     ;
 beq E           | lwz r8,0(r10)    ;
 stw r4,0(r10)   | cmpwi r8,0       ;
 L: lwz r3,0(r2) | beq E            ;
 cmpwi r3,4      | M: addi r7,r7,1  ;
 bne L           | stw r7,0(r2)     ;
 E: nop          | cmpwi r7,4       ;
                 | bne M            ;
                 | E: nop           ;
exists (0:r3=4)
`
	awaitsHandler = `PPC awaits-handler
{ 0:r2=x; 1:r2=x; 0:r5=y; 1:r5=y; }
 P0              | P1           | P1 doorbell  ;
 lwz r4,0(r5)    | li r9,1      | lwz r1,0(r2) ;
 cmpwi r4,0      | stw r9,0(r5) | addi r1,r1,1 ;
 beq E           |              | stw r1,0(r2) ;
 msgsnd P1       |              |              ;
 sync            |              |              ;
 msgsnd P1       |              |              ;
 L: lwz r3,0(r2) |              |              ;
 cmpwi r3,2      |              |              ;
 bne L           |              |              ;
 E: nop          |              |              ;
exists (x=2)
`
	awaitsDoorbell = `PPC awaits-doorbell
{ 0:r5=y; 1:r5=y; }
 P0           | P1           | P1 doorbell ;
 lwz r4,0(r5) | li r9,1      | msgsnd P0   ;
 cmpwi r4,0   | stw r9,0(r5) |             ;
 beq E        |              |             ;
 msgsnd P1    |              |             ;
 sync         |              |             ;
 msgsnd P1    |              |             ;
 doorbell     |              |             ;
 doorbell     |              |             ;
 E: nop       |              |             ;
exists (0:r4=1)
`
)

// awaitsStray waits for a doorbell that rings after an access to a stray address.
const awaitsStray = `PPC awaits-stray
{ 0:r5=y; 1:r5=y; }
 P0           | P1           ;
 lwz r4,0(r5) | li r9,1      ;
 cmpwi r4,0   | stw r9,0(r5) ;
 beq E        | doorbell     ;
 lwz r3,0(r9) |              ;
 msgsnd P1    |              ;
 E: nop       |              ;
exists (y=1)
`

// awaitsRead and awaitsMeaning wait for a doorbell that rings after an access to what
// was read, which is no address, and after a computation that may have no meaning.
// Neither program has a branch.
const (
	awaitsRead = `PPC awaits-read
{ 0:r5=y; 1:r5=y; }
 P0           | P1       ;
 lwz r4,0(r5) | doorbell ;
 lwz r3,0(r4) |          ;
 msgsnd P1    |          ;
~exists (y=1)
`
	awaitsMeaning = `PPC awaits-meaning
{ y=x; 0:r5=y; 1:r5=z; 1:r2=2; }
 P0             | P1           ;
 lwz r4,0(r5)   | doorbell     ;
 mullw r3,r4,r4 | stw r2,0(r5) ;
 msgsnd P1      |              ;
~exists (z=2)
`
)

// TestWaits: a thread may wait, in a loop without effect or for its doorbell, while
// another thread reaches its bound.
func TestWaits(t *testing.T) {
	for _, c := range []struct {
		name, model, text string
		options           Options
		want              verdict.Verdict
	}{
		{"a loop, too few rounds", "power", awaitsLoop, Options{Limits: unroll.Limits{Bound: 2}}, verdict.Unknown},
		{"a loop", "power", awaitsLoop, Options{Limits: unroll.Limits{Bound: 3}}, verdict.Sometimes},
		{"a handler, too few interrupts", "power-doorbell", awaitsHandler, Options{Limits: unroll.Limits{Interrupts: 1}}, verdict.Unknown},
		{"a handler", "power-doorbell", awaitsHandler, Options{Limits: unroll.Limits{Interrupts: 2}}, verdict.Sometimes},
		{"an answer, too few interrupts", "power-doorbell", awaitsDoorbell, Options{Limits: unroll.Limits{Interrupts: 1}}, verdict.Unknown},
		{"an answer", "power-doorbell", awaitsDoorbell, Options{Limits: unroll.Limits{Interrupts: 2}}, verdict.Sometimes},
		{"no location", "power-doorbell", awaitsStray, Options{}, verdict.Unknown},
		{"no address", "power-doorbell", awaitsRead, Options{}, verdict.Unknown},
		{"no meaning", "power-doorbell", awaitsMeaning, Options{}, verdict.Unknown},
	} {
		d := newDecider(t, c.model, c.options)
		if a := decideText(t, d, c.name, c.text, nil); a.Verdict != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, a.Verdict, a.Reason, c.want)
		}
	}
}

// TestNoEvents: programs without accesses to memory are decided, too.
func TestNoEvents(t *testing.T) {
	for cond, want := range map[string]verdict.Verdict{
		"exists (0:r1=1)": verdict.Sometimes, "exists (0:r1=0)": verdict.Never,
		"forall (0:r1=1)": verdict.Always, "exists (x=0)": verdict.Sometimes, "forall (true)": verdict.Always,
	} {
		for _, model := range []string{"power", "sc", "tso"} {
			d := newDecider(t, model, Options{})
			text := "PPC none\n{ }\n P0 ;\n li r1,1 ;\n" + cond + "\n"
			if a := decideText(t, d, cond, text, nil); a.Verdict != want {
				t.Errorf("%s under %s: %s, want %s", cond, model, a.Verdict, want)
			}
			s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, false)
			if err != nil {
				t.Fatal(err)
			}
			if st, reason, err := d.States(context.Background(), s, nil); len(st) != 1 || reason != "" || err != nil {
				t.Errorf("%s under %s: %d states, %s, %v", cond, model, len(st), reason, err)
			}
			if err := d.SMTLIB(context.Background(), io.Discard, s, "test"); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestSharedExpressions: a value made by forty doublings is an expression of forty
// nodes, and not of 2^40.
func TestSharedExpressions(t *testing.T) {
	add := strings.Repeat(" add r5,r5,r5 | add r5,r5,r5 ;\n", 40)
	text := "PPC chain\n{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }\n P0 | P1 ;\n lwz r5,0(r2) | lwz r5,0(r2) ;\n" +
		add + " stw r5,0(r4) | stw r5,0(r4) ;\nexists (0:r5=1)\n"
	d := newDecider(t, "power", Options{})
	if v := bothEngines(t, d, d.Model(), text); v != verdict.Never {
		t.Errorf("got %s", v)
	}
}
