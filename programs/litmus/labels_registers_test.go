package litmus

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestLabelsLikeRegisters checks that a label may look like a register, and that a
// branch goes to this label if its column defines it.
func TestLabelsLikeRegisters(t *testing.T) {
	const text = `PPC t
{ 0:r2=x; 1:r2=x; }
 P0             | P1             ;
 R10: lwz R9,0(R2) | R11: lwz r9,0(r2) ;
 cmpwi R9,0     | mr r8,R11      ;
 beq R10        | b R11          ;
 beq cr1,R10    | bne R10        ;
exists (x=1)
`
	test, err := Parse(diag.NewSource("t", text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		thread, cell int
		kind         OperandKind
	}{
		{0, 2, OpName}, {0, 3, OpName}, {1, 2, OpName},
		{1, 1, OpReg}, // no branch
		{1, 3, OpReg}, // a label of the other thread
	} {
		in := test.Threads[c.thread].Cells[c.cell].Instr
		if got := in.Args[len(in.Args)-1]; got.Kind != c.kind {
			t.Errorf("P%d: %s: %v", c.thread, in, got)
		}
	}
	again, err := Parse(diag.NewSource("t", test.String()))
	if err != nil || again.String() != test.String() {
		t.Errorf("%v\n%s", err, test)
	}
}
