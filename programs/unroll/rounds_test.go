package unroll

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
)

// TestWhichRoundsAreLeftOut checks that a loop whose rounds have no effect never reaches
// its bound, and that other loops do.
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

		{"a store that nothing sees", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a count that only counts", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a count that is stored where nothing sees it", "L0: ; addi r6,r6,1 ; stw r6,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"counts that count each other", "L0: ; add r6,r6,r7 ; add r7,r7,r6 ; cmpwi cr3,r7,5 ; mfcr r8 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a store that the final state shows once", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1; y", true},
		{"a store that is read once after the loop, and shown", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; lwz r3,0(r4)", "0:r1; y", true},
		{"a store that is read twice after the loop", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; lwz r3,0(r4) ; lwz r3,0(r4)", "0:r1", true},
		{"a register that is set and set back", "L0: ; xori r6,r6,1 ; lwz r1,0(r2) ; cmpw r1,r6 ; beq L0", "0:r1", true},
		{"a flag that one way through sets", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; li r6,1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r6", true},
		{"a number that rounds go through in a circle", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; xori r6,r6,1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r6", true},
		{"a flag in a loop around a diamond", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; li r6,1 ; b L2 ; L1: ; li r6,2 ; L2: ; lwz r3,0(r4) ; cmpwi r3,0 ; beq L2 ; cmpwi r1,2 ; bne L0", "0:r6", true},

		{"a store that is read twice after the loop, and shown", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; lwz r3,0(r4) ; lwz r3,0(r4)", "0:r1; y", false},
		{"a store that is read three times after the loop", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; lwz r3,0(r4) ; lwz r3,0(r4) ; lwz r3,0(r4)", "0:r1", false},
		{"a store that the loop reads", "L0: ; lwz r3,0(r4) ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", false},
		{"an update that succeeds", "L0: ; lwarx r1,r0,r2 ; stwcx. r5,r0,r2 ; beq L0", "0:r1", false},
		{"a count that is used afterwards", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r6", false},
		{"a count in CTR", "L0: ; lwz r1,0(r2) ; bdnz L0", "0:r1", false},
		{"a register set on one way through", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r6", false},
		{"the same, not observed", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r1", true},
		{"the same, observed by the filter", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; mr r6,r1 ; L1: ; cmpwi r1,2 ; bne L0", "0:r1;] filter (0:r6=0 \\/ 0:r6=7", false},
		{"a field read before it is set", "L0: ; beq cr1,L1 ; lwz r3,0(r4) ; L1: ; lwz r1,0(r2) ; cmpwi cr1,r1,5 ; cmpwi r1,0 ; beq L0", "0:r3", false},
		{"the same field, and nothing read", "L0: ; beq cr1,L1 ; nop ; L1: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "0:r1", true},
		{"a field moved to a register that is observed", "L0: ; mfocrf r6,64 ; lwz r1,0(r2) ; cmpwi cr1,r1,5 ; cmpwi r1,0 ; beq L0", "0:r6", false},
		{"a reservation made for the next round", "stwcx. r5,r0,r2 ; L0: ; stwcx. r5,r0,r2 ; lwarx r1,r0,r2 ; cmpwi r1,0 ; beq L0", "0:r1", false},
		{"a count that decides a branch", "L0: ; addi r6,r6,1 ; cmpwi r6,9 ; beq L1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; L1:", "0:r1", false},
		{"a dependency without a value", "L0: ; xor r6,r6,r1 ; xor r6,r6,r1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; stw r6,0(r4)", "0:r1; y", false},
		{"a dependency of a store that nothing sees", "L0: ; xor r6,r6,r1 ; xor r6,r6,r1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; stw r6,0(r4)", "0:r1", false},
		{"a field that such a store depends on", "L0: ; lwz r1,0(r2) ; cmpwi r1,1 ; bne L1 ; lwz r3,0(r2) ; cmpwi cr3,r3,1 ; L1: ; cmpwi r1,2 ; bne L0 ; mfcr r6 ; stw r6,0(r4)", "0:r1", false},
		{"a dependency of a reservation", "L0: ; stwcx. r5,r0,r4 ; bne cr0,L1 ; L1: ; lwz r1,0(r2) ; xor r7,r1,r1 ; stwcx. r7,r0,r4 ; cmpwi cr1,r1,0 ; beq cr1,L0", "0:r1", false},
	} {
		code := strings.ReplaceAll(c.code, " ; ", " ;\n ")
		end := map[bool]string{false: "]", true: ")"}[strings.Contains(c.observed, "filter")]
		text := "PPC t\n{ 0:r2=x; 0:r4=y; 0:r5=1; }\n P0 ;\n " + code + " ;\nlocations [" + c.observed + end + "\nexists (x=1)\n"
		s := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 2}})
		if leftOut := len(s.Cuts) == 0; leftOut != c.leftOut {
			t.Errorf("%s: left out %v, want %v\n%s", c.name, leftOut, c.leftOut, s)
		}
		kept := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 2}, KeepRounds: true})
		if len(kept.Cuts) == 0 {
			t.Errorf("%s: no cut although every round is kept\n%s", c.name, kept)
		}
	}
}

// TestWhichInterruptedRoundsAreLeftOut checks that a handler does not change which rounds
// have an effect. A round in which an interrupt may be taken is unrolled once for each
// possible interrupt.
func TestWhichInterruptedRoundsAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		name, code, handler string
		leftOut             bool
	}{
		{"spinning on a load", "L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", true},
		{"spinning with a reservation", "lwarx r3,r0,r2 ; L0: ; lwz r1,0(r4) ; cmpwi r1,0 ; beq L0 ; stwcx. r5,r0,r2", "stw r5,0(r4)", true},
		{"a retry loop", "L0: ; lwarx r1,r0,r2 ; stwcx. r5,r0,r2 ; bne L0", "stw r5,0(r2)", true},
		{"a doorbell that is not taken", "L0: ; doorbell r1 ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", true},
		{"spinning in the handler", "nop", "L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", true},
		{"masked all the time", "local_irq_disable ; L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; local_irq_enable", "stw r5,0(r2)", true},
		{"a window for interrupts", "local_irq_disable ; L0: ; local_irq_enable ; local_irq_disable ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", true},

		{"masked in the first round", "L0: ; lwz r1,0(r2) ; local_irq_disable ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", true},
		{"a count that nothing looks at", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", true},
		{"a count that is stored", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; stw r6,0(r2)", "stw r5,0(r2)", false},
		{"a store that nothing sees", "L0: ; stw r6,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", false},
		{"a doorbell in each round", "L0: ; lwz r1,0(r2) ; msgsnd P1 ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", false},
		{"a doorbell cleared in each round", "L0: ; lwz r1,0(r2) ; msgclr ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)", false},
		{"a store in the handler's loop", "nop", "L0: ; stw r5,0(r2) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", false},
	} {
		text := "PPC t\n{ 0:r2=x; 0:r4=y; 0:r5=1; }\n P0 | P0 doorbell | P1 ;\n" + columns(c.code, c.handler, "msgsnd P0") + "exists (x=1)\n"
		s := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 2}})
		if leftOut := len(s.Cuts) == 0; leftOut != c.leftOut {
			t.Errorf("%s: left out %v, want %v\n%s", c.name, leftOut, c.leftOut, s)
		}
	}
}

// columns returns the rows of a program with the given columns of cells.
func columns(lists ...string) string {
	var rows []string
	for k, list := range lists {
		for i, cell := range strings.Split(list, " ; ") {
			if i == len(rows) {
				rows = append(rows, strings.Repeat(" |", k))
			}
			rows[i] += " " + cell + " "
		}
		for i := range rows {
			if k+1 < len(lists) {
				rows[i] += "|"
			}
		}
	}
	return strings.Join(rows, ";\n") + ";\n"
}

// TestChoicesNotTaken checks that the choices that a fixed slot does not have keep no
// register live, so that the program is as if written without the slot.
func TestChoicesNotTaken(t *testing.T) {
	const text = `PPC t
{ 0:r2=x; 0:r4=y; }
 P0 ;
 L0: ;
 lwz r3,0(r4) ;
 (*@ a: none, ctrl(r5) *) ;
 lwz r5,0(r2) ;
 cmpwi r5,0 ;
 beq L0 ;
exists (0:r3=1)
`
	for choice, leftOut := range map[string]bool{"none": true, "ctrl(r5)": false} {
		s := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 2}, Fixed: map[string]string{"a": choice}})
		if (len(s.Cuts) == 0) != leftOut {
			t.Errorf("%s: left out %v, want %v\n%s", choice, !leftOut, leftOut, s)
		}
	}
}

// TestKeptRoundsAndJoins: where no round is left out, the structure is the same as if all
// are kept, in which witness files are read.
func TestKeptRoundsAndJoins(t *testing.T) {
	same := 0
	seeds := []uint64{5011, 9184, 13020, 17930} // with stores in a loop before the paths part
	for seed := range uint64(400) {
		seeds = append(seeds, seed)
	}
	for _, seed := range seeds {
		test := parse(t, "t.litmus", families.Diamonds(seed))
		some, err := Build(context.Background(), test, Options{})
		if err != nil || some.SkippedRounds {
			continue
		}
		all, err := Build(context.Background(), test, Options{KeepRounds: true})
		if err != nil {
			t.Fatal(err)
		}
		loops := len(all.Cuts) > 0
		some.Cuts, all.Cuts = nil, nil // they say why a round was kept
		if some.String() != all.String() {
			t.Errorf("%d: the structure with every round is another one\n%s\n%s\n%s", seed, test.Src.Text, some, all)
		}
		if loops {
			same++
		}
	}
	if same < 20 {
		t.Errorf("of the programs only %d have loops", same)
	}
}
