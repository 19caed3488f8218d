package event

import (
	"strings"
	"testing"
)

// TestWhichRoundsAreLeftOut: a loop whose rounds have no effect never reaches
// its bound; one whose rounds have an effect does.
func TestWhichRoundsAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		name, code, observed string
		leftOut              bool
	}{
		{"spinning on a load", "L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"spinning with barriers", "L0: ; lwz r1,0(r2) ; sync ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a loop without exit", "L0: ; b L0", "0:r1", true},
		{"a retry loop", "L0: ; lwarx r1,r0,r2 ; addi r1,r1,1 ; stwcx. r1,r0,r2 ; bne L0", "0:r1", true},
		{"a lock that is tested first", "L0: ; lwarx r1,r0,r2 ; cmpwi r1,0 ; bne L0 ; stwcx. r5,r0,r2 ; bne L0", "0:r1", true},
		{"a load into a register that is not looked at again", "L0: ; lwz r7,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"two spins, one in the other", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; beq L0 ; lwz r3,0(r4) ; cmpwi r3,0 ; beq L0", "0:r1; 0:r3", true},

		{"a store, of the same value each time", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", false},
		{"an update that succeeds", "L0: ; lwarx r1,r0,r2 ; stwcx. r5,r0,r2 ; beq L0", "0:r1", false},
		{"a count that is used afterwards", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r6", false},
		{"a count that only counts", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", false},
		{"a count in CTR", "L0: ; lwz r1,0(r2) ; bdnz L0", "0:r1", false},
		{"a register set on one way through", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r6", false},
		{"the same, not observed", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r1", true},
		{"the same, observed by the filter", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r1;] filter (0:r6=0 \\/ 0:r6=7", false},
		{"a field read before it is set", "L0: ; beq cr1,L1 ; lwz r3,0(r4) ; L1: ; lwz r1,0(r2) ; cmpwi cr1,r1,5 ; cmpwi r1,0 ; beq L0", "0:r3", false},
		{"the same field, and nothing read", "L0: ; beq cr1,L1 ; nop ; L1: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a field moved to a register that is observed", "L0: ; mfocrf r6,64 ; lwz r1,0(r2) ; cmpwi cr1,r1,5 ; cmpwi r1,0 ; beq L0", "0:r6", false},
		{"a reservation made for the next round", "stwcx. r5,r0,r2 ; L0: ; stwcx. r5,r0,r2 ; lwarx r1,r0,r2 ; cmpwi r1,0 ; beq L0", "0:r1", false},
		{"a dependency without a value", "L0: ; xor r6,r6,r1 ; xor r6,r6,r1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; stw r6,0(r4)", "0:r1", false},
		{"a dependency of a reservation", "L0: ; stwcx. r5,r0,r4 ; bne cr0,L1 ; L1: ; lwz r1,0(r2) ; xor r7,r1,r1 ; stwcx. r7,r0,r4 ; cmpwi cr1,r1,0 ; beq cr1,L0", "0:r1", false},
	} {
		code := strings.ReplaceAll(c.code, " ; ", " ;\n ")
		end := map[bool]string{false: "]", true: ")"}[strings.Contains(c.observed, "filter")]
		text := "PPC t\n{ 0:r2=x; 0:r4=y; 0:r5=1; }\n P0 ;\n " + code + " ;\nlocations [" + c.observed + end + "\nexists (x=1)\n"
		s := build(t, parse(t, "t.litmus", text), Options{Bound: 2})
		if leftOut := len(s.Cuts) == 0; leftOut != c.leftOut {
			t.Errorf("%s: left out %v, want %v\n%s", c.name, leftOut, c.leftOut, s)
		}
		kept := build(t, parse(t, "t.litmus", text), Options{Bound: 2, KeepRounds: true})
		if len(kept.Cuts) == 0 {
			t.Errorf("%s: no cut although every round is kept\n%s", c.name, kept)
		}
	}
}
