package unroll

import (
	"strings"
	"testing"
)

// TestWhatDiffers checks that the reason for a loop bound names what a round changes and
// where that is read.
func TestWhatDiffers(t *testing.T) {
	for _, c := range []struct{ code, observed, want string }{
		{"L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r6", "each round changes r6, such as from 1 to 2, and the final state shows it"},
		{"L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpw r1,r6 ; beq L0", "0:r1", "each round changes r6, such as from 1 to 2, and line 7 reads it"},
		{"li r6,3 ; L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; bne L1 ; addic. r6,r6,-1 ; bne L0 ; L1: ", "0:r1", "each round changes r6, such as from 2 to 1, and line 9 reads it"},
		{"L0: ; mr r6,r1 ; lwz r1,0(r2) ; cmpw r1,r6 ; bne L0", "0:r3", "each round changes r1, and line 5 reads it"},
		{"L0: ; lwz r1,0(r2) ; xor r7,r1,r1 ; add r6,r6,r7 ; cmpwi r1,0 ; beq L0 ; stw r6,0(r4)", "0:r3; y", "each round changes what r6 depends on, and line 10 reads it"},
		{"L0: ; beq cr1,L1 ; lwz r3,0(r4) ; L1: ; lwz r1,0(r2) ; beq cr1,L2 ; lwz r3,0(r4) ; L2: ; cmpwi cr1,r1,5 ; cmpwi r1,0 ; beq L0", "0:r1", "each round changes cr1, and a later round reads it"},
		{"stwcx. r5,r0,r2 ; L0: ; stwcx. r5,r0,r2 ; lwarx r1,r0,r2 ; cmpwi r1,0 ; beq L0", "0:r1", "each round changes the reservation, and a later stwcx. uses it"},
		{"L0: ; lwz r3,0(r4) ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", "each round stores to y, which P0 reads (line 5)"},
		{"L0: ; stw r5,0(r4) ; stw r5,0(r2) ; lwz r1,0(r8) ; cmpwi r1,0 ; beq L0", "y; x", "each round stores to y, which the final state shows"},
		{"L0: ; msgsnd P1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", "each round rings, takes or clears a doorbell"},
	} {
		text := "PPC t\n{ 0:r2=x; 0:r4=y; 0:r8=z; 0:r5=1; }\n P0 | P1 ;\n" + columns(c.code, "nop") + "locations [" + c.observed + ";]\nexists (z=1)\n"
		s := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 1}})
		if len(s.Cuts) == 0 {
			t.Errorf("%s: no cut", c.code)
			continue
		}
		if got := s.Cuts[0].Reason(s); !strings.Contains(got, ": "+c.want+"; ") || !strings.HasPrefix(got, "P0 can repeat the loop at L0 (line ") {
			t.Errorf("%s\n got %s\nwant %s", c.code, got, c.want)
		}
	}
}
