package unroll

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// handledPrograms have columns for handlers, in addition to the programs in testdata.
var handledPrograms = []string{
	rung,
	`PPC two-handlers
{ 0:r2=x; 1:r2=x; 0:r5=1; 1:r5=1; int t[2]; p=t; 0:r7=p; }
 P0                                    | P0 doorbell     | P1                | P1 doorbell  ;
 L0: lwarx r1,r0,r2                    | lwz r9,0(r7)    | local_irq_disable | msgsnd P0    ;
 stwcx. r5,r0,r2                       | L0: lwz r1,0(r2)| doorbell r3       | stw r5,0(r2) ;
 bne L0                                | cmpwi r1,0      | msgsnd P0         | msgclr       ;
 (*@ a: none, msgsync+lwsync, isync *) | beq L0          | local_irq_enable  | msgsync      ;
 msgsnd P1                             | stw r1,4(r9)    | (*@ b: sync, none *) |           ;
exists (x=1 /\ pending(P0) /\ not pending(P1))
`,
}

// FuzzBuild checks that every test that parses quickly gets a sound structure or a
// diagnostic.
func FuzzBuild(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.litmus")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), uint8(2), uint8(2), true, false)
	}
	f.Add(guarded, uint8(1), uint8(0), false, true)
	for _, text := range handledPrograms {
		f.Add(text, uint8(1), uint8(3), true, true)
		f.Add(text, uint8(3), uint8(1), false, false)
	}
	f.Fuzz(func(t *testing.T, text string, bound, interrupts uint8, free, keep bool) {
		test, err := litmus.Parse(diag.NewSource("fuzz.litmus", text))
		if err != nil {
			return
		}
		o := Options{Limits: Limits{Bound: int(bound), Interrupts: int(interrupts), MaxEvents: 500}, FreeSlots: free, KeepRounds: keep}
		start := time.Now()
		s, err := Build(context.Background(), test, o)
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
		if err != nil {
			if len(diag.All(err)) == 0 {
				t.Fatalf("%T is no diagnostic: %v", err, err)
			}
			return
		}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		if len(s.Events) > 2*o.MaxEvents || len(s.Pool.Nodes) > 2*o.MaxEvents*exprPerEvent {
			t.Fatalf("%d events, %d expressions", len(s.Events), len(s.Pool.Nodes))
		}
		_ = s.String()
	})
}
