package unroll

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/isa/sets"
)

// TestReaders checks the number of reads of a location in a minimal execution.
func TestReaders(t *testing.T) {
	for _, c := range []struct {
		name, code string
		want       int // reads of x
	}{
		{"none", "lwz r1,0(r4)", 0},
		{"two", "lwz r1,0(r2) ; lwz r3,0(r2)", 2},
		{"on two ways", "cmpwi r9,0 ; beq L0 ; lwz r1,0(r2) ; b L1 ; L0: ; lwz r1,0(r2) ; L1:", 2},
		{"polling", "L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", 1},
		{"polling, and a counter", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", 1},
		{"polling, and a store that nothing sees", "L0: ; stw r5,0(r8) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", 1},
		{"polling, entered in the middle", "b L1 ; L0: ; lwz r1,0(r2) ; L1: ; cmpwi r1,0 ; beq L0", 2},
		{"polling in a loop without exit", "L0: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; b L0", 1},
		{"two spins, one in the other", "L0: ; lwz r1,0(r2) ; L1: ; cmpwi r1,1 ; beq L0 ; lwz r3,0(r4) ; cmpwi r3,0 ; beq L0", 1},
		{"through another register", "mr r7,r2 ; lwz r1,0(r7)", 1},
		{"through a sum", "add r7,r2,r6 ; lwzx r1,r7,r6", 1},
		{"through an update", "lwzu r1,0(r2) ; lwz r1,0(r2)", 2},
		{"through memory", "std r2,0(r10) ; ld r7,0(r10) ; lwz r1,0(r7)", 1},

		{"polling, and a store", "L0: ; stw r5,0(r4) ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", unlimited},
		{"polling, and a counter that is tested", "L0: ; addi r6,r6,1 ; lwz r1,0(r2) ; cmpw r1,r6 ; beq L0", unlimited},
		{"polling, and a counter that is shown", "L0: ; addi r11,r11,1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", unlimited},
		{"a reservation used later", "L0: ; lwarx r1,r0,r2 ; cmpwi r1,0 ; beq L0 ; stwcx. r5,r0,r2", 1},
		{"a reservation that each round makes again", "L0: ; cmpwi r6,1 ; beq L1 ; lwarx r1,r0,r2 ; b L0 ; L1: ; stwcx. r5,r0,r2", 2},
		{"a reservation of an earlier round", "L0: ; lwz r1,0(r2) ; cmpwi r1,2 ; beq L1 ; lwarx r3,r0,r4 ; L1: ; cmpwi r1,0 ; beq L0 ; stwcx. r5,r0,r4", unlimited},
		{"no head that every round comes to", "L0: ; cmpwi r5,0 ; beq L2 ; L1: ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L1 ; L2: ; lwz r1,0(r2) ; cmpwi r1,2 ; beq L2 ; b L0", unlimited},
		{"a doorbell", "L0: ; msgsnd P1 ; lwz r1,0(r2) ; cmpwi r1,0 ; beq L0", unlimited},
		{"a retry loop", "L0: ; lwarx r1,r0,r2 ; stwcx. r5,r0,r2 ; bne L0", unlimited},
	} {
		code := columns(c.code, "nop")
		text := "PPC t\n{ 0:r2=x; 0:r4=y; 0:r8=z; int64_t p; 0:r10=p; 0:r5=1; }\n P0 | P1 ;\n" + code + "exists (y=1 /\\ 0:r11=0)\n"
		b := new(builder)
		b.use(sets.Default())
		b.reset(parse(t, "t.litmus", text), Options{})
		if _, err := b.build(b.s.Test); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		x := b.noLocs()
		x.Add(b.base(b.location("x", litmusScalar, b.s.Test.NameSpan)))
		if n, _ := b.countReads(x); min(n, unlimited) != c.want {
			t.Errorf("%s: %d reads, want %d\n%s", c.name, n, c.want, strings.ReplaceAll(c.code, " ; ", "\n"))
		}
	}
}

// litmusScalar is the index of a location that is not an element of an array.
const litmusScalar = -1
