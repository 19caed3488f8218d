package enumerate

import (
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// hiddenStore is a program in which a round of a loop changes the dependencies of a store
// that nobody reads. If P0 makes no round in which it loads u, its store to y
// depends on the load of x, and eieio orders it before the store to q: then x is
// not 1. If it makes one, the store to y depends on the load of u alone.
const hiddenStore = `PPC hidden
{ 0:r2=x; 0:r3=z; 0:r4=u; 0:r5=y; 0:r7=q; 0:r9=1;
  1:r2=x; 1:r7=q; 2:r3=z; 2:r9=1; 2:r10=2; }
 P0            | P1            | P2           ;
 lwz r6,0(r2)  | lwz r3,0(r7)  | stw r9,0(r3) ;
 mr r8,r6      | xor r4,r3,r3  | stw r10,0(r3);
 L:            | addi r4,r4,1  |              ;
 lwz r1,0(r3)  | stw r4,0(r2)  |              ;
 cmpwi r1,1    |               |              ;
 bne S         |               |              ;
 lwz r6,0(r4)  |               |              ;
 S:            |               |              ;
 cmpwi r1,2    |               |              ;
 bne L         |               |              ;
 stw r6,0(r5)  |               |              ;
 eieio         |               |              ;
 stw r9,0(r7)  |               |              ;
exists (0:r8=1 /\ 1:r3=1)
`

// TestHiddenStoreOrders: a store that nobody reads is ordered after the reads that it
// depends on, so that a round that changes these is not without effect.
func TestHiddenStoreOrders(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("hidden.litmus", hiddenStore))
	s := fixture.Structure(t, test, unroll.Options{Limits: unroll.Limits{Bound: 2}})
	o := run(t, s, fixture.Model(t, "power"), Options{MaxCandidates: 200_000})
	if all := texts(o); !all["0:r8=1; 1:r3=1;"] {
		t.Errorf("no execution with 0:r8=1 and 1:r3=1: %v", all)
	}
}
