package enumerate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestBells compares with doorbell orders that were counted by hand. The executions differ
// only in dbo, and in whether a doorbell is taken.
func TestBells(t *testing.T) {
	m := fixture.ModelText(t, "\"anything goes\"\nacyclic po\n")
	for _, c := range []struct {
		rows string // of P0, P1 and P2, which is rung
		want int
	}{
		{"msgsnd P2 | | ", 1},
		{"msgsnd P2 | msgsnd P2 | ", 2},
		{"msgsnd P2 | | msgclr", 2},
		{"msgsnd P2 | | doorbell", 1},
		{"msgsnd P2 | | doorbell; | | doorbell", 0},
		{"msgsnd P2 | | doorbell r5", 2},
		{"msgsnd P2 | | msgclr; | | doorbell", 1},                // cleared before it came
		{"msgsnd P2 | msgsnd P2 | doorbell", 4},                  // before either, or coalesced in two orders
		{"msgsnd P2 | msgsnd P2 | doorbell; | | msgclr", 12 - 6}, // of those with msgclr behind it, where a message comes first
		{"msgsnd P2 | msgsnd P2 | doorbell; | | doorbell", 2},
		{"msgsnd P2 | | ; msgsnd P2 | | ", 2},
		{"msgsnd P2 | | ; sync | | ; msgsnd P2 | | ", 2}, // which one is for the model to say
		{"msgsnd P2 | | ; lwsync | | ; msgsnd P2 | | ", 2},
		{"msgsnd P2 | | ; sync | | ; msgsnd P1 | | ", 1}, // two doorbells
		{"msgsnd P2 | msgsnd P1 | ; msgsnd P2 | msgsnd P1 | ", 4},
		{" | | msgsnd P2; | | doorbell", 1}, // to itself
		{" | | doorbell; | | msgsnd P2", 1}, // dbo alone does not forbid it
	} {
		text := "{ }\n P0 | P1 | P2 ;\n"
		for _, row := range strings.Split(c.rows, ";") {
			text += row + " ;\n"
		}
		s := build(t, text+"exists (pending(P2))", unroll.Options{})
		seen := map[string]bool{}
		_, err := Each(context.Background(), s, m, Options{}, func(c *execution.Candidate) bool {
			seen[fmt.Sprint(c.X.Choices, c.X.Order[event.Dbo])] = true
			return true
		})
		if err != nil || len(seen) != c.want {
			t.Errorf("%s: %d orders, want %d (%v)", c.rows, len(seen), c.want, err)
		}
	}
}

// TestPending: a pending doorbell that the condition names is part of the state, and comes
// last.
func TestPending(t *testing.T) {
	s := build(t, `{ 1:r2=x; }
 P0        | P1          ;
 msgsnd P1 | doorbell r5 ;
exists (pending(P1) /\ ~(1:r5=1) \/ pending(P0) \/ x=1)
`, unroll.Options{})
	o := run(t, s, fixture.Model(t, "power-doorbell"), counted)
	want := "1× 1:r5=0; [x]=0; pending(P0)=0; pending(P1)=1;|1× 1:r5=1; [x]=0; pending(P0)=0; pending(P1)=0;"
	if got := statesText(o); got != want || o.Positive != 1 || o.Negative != 1 {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var pending []int
	for i := range o.Observed {
		ob := &o.Observed[i]
		th, ok := ob.Pending()
		if _, _, isReg := ob.Register(); isReg && ok || ok && len(ob.Locations()) > 0 {
			t.Error(i, " is two things")
		}
		if ok {
			pending = append(pending, th)
		}
	}
	if fmt.Sprint(pending) != "[0 1]" {
		t.Error(pending)
	}
}

// TestHandlerOutcomes compares with verdicts for handlers that were derived by hand.
func TestHandlerOutcomes(t *testing.T) {
	const message = `{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0           | P1             | P1 doorbell  ;
 li r1,1      | lwarx r6,r0,r4 | %s           ;
 stw r1,0(r2) | li r7,7        | lwz r5,0(r2) ;
 %s           | stwcx. r7,r0,r4 | addi r5,r5,1 ;
 msgsnd P1    | lwz r8,0(r4)   | stw r5,0(r4) ;
exists (%s)
`
	for _, c := range []struct{ sender, handler, cond, want string }{
		{"sync", "msgsync", "y=1", "Never"}, // the handler misses the message
		{"sync", "nop", "y=1", "Sometimes"},
		{"lwsync", "msgsync", "y=1", "Sometimes"},
		{"sync", "msgsync", "y=0 /\\ ~pending(P1)", "Never"}, // an interrupt is taken or pending
		{"sync", "msgsync", "y=0 /\\ pending(P1)", "Sometimes"},
		{"sync", "msgsync", "y=7 /\\ 1:r8=2", "Never"},            // out of date
		{"sync", "msgsync", "y=7 /\\ ~pending(P1)", "Sometimes"},  // taken before the lwarx
		{"sync", "msgsync", "1:r6=0 /\\ 1:r8=2", "Sometimes"},     // taken behind it
		{"sync", "msgsync", "1:r6=0 /\\ 1:r8=2 /\\ y=7", "Never"}, // and then the stwcx. fails
	} {
		o := run(t, build(t, fmt.Sprintf(message, c.handler, c.sender, c.cond), unroll.Options{}), fixture.Model(t, "power-doorbell"), Options{})
		if v, why := o.Verdict(); string(v) != c.want {
			t.Errorf("%s, %s, %s: %s (%s), want %s", c.sender, c.handler, c.cond, v, why, c.want)
		}
	}
}

// TestForkOfChoice: whether a doorbell is taken decides the address of a store, and
// nothing that is read does.
func TestForkOfChoice(t *testing.T) {
	s := build(t, `{ 0:r1=x; 0:r2=y; }
 P0 | P1 ;
 doorbell r6 | msgsnd P0 ;
 mr r3,r1 | ;
 cmpwi r6,0 | ;
 bgt L | ;
 mr r3,r2 | ;
 L: | ;
 stw r6,0(r3) | ;
exists (x=1)`, unroll.Options{})
	if len(s.Threads[0].Ends) != 1 {
		t.Fatalf("the paths do not join:\n%s", s)
	}
	n := 0
	_, err := Each(context.Background(), s, fixture.ModelText(t, "\"anything goes\"\nacyclic po\n"), Options{}, func(c *execution.Candidate) bool {
		n++
		return true
	})
	if err != nil || n != 2 {
		t.Errorf("%d executions, want 2 (%v)", n, err)
	}
}
