package power

import (
	"fmt"
	"testing"
)

// TestFields checks, for each of the eight condition register fields, that an instruction
// that names the field reads or writes this field and no other. As in the ISA, bit 128 of
// a mask stands for field 0.
func TestFields(t *testing.T) {
	for k := range 8 {
		own := uint8(128 >> k)
		for _, c := range []struct {
			text          string
			reads, writes uint8
		}{
			{"beq cr%d,L", own, 0}, {"bns cr%d,L", own, 0}, {"bge- cr%d,L", own, 0},
			{"bt 4*cr%d+gt,L", own, 0}, {"bdnzf 4*cr%d+so,L", own, 0},
			{"cmpw cr%d,r1,r2", 0, own}, {"cmpldi cr%d,r1,5", 0, own},
		} {
			check(t, fmt.Sprintf(c.text, k), c.reads, c.writes)
		}
		check(t, fmt.Sprintf("bc 12,%d,L", 4*k+2), own, 0)
		check(t, fmt.Sprintf("mfocrf r1,%d", own), own, 0)
		check(t, fmt.Sprintf("mtocrf %d,r1", own), 0, own)
		check(t, fmt.Sprintf("mtcrf %d,r1", own|1), 0, own|1)
	}
	check(t, "mfcr r1", 255, 0)
	check(t, "mtcr r1", 0, 255)
	for _, text := range []string{"add. r1,r2,r3", "stwcx. r1,0,r2", "andi. r1,r2,1"} {
		check(t, text, 0, 128)
	}
	for _, text := range []string{"add r1,r2,r3", "bdnz L", "b L", "lwarx r1,0,r2", "stw r1,0(r2)", "sync"} {
		check(t, text, 0, 0)
	}
}

func check(t *testing.T, text string, reads, writes uint8) {
	t.Helper()
	d := newDecoder()
	op, err := d.Decode(instr(t, text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if r, w := op.ReadsFields(), op.WritesFields(); r != reads || w != writes {
		t.Errorf("%s reads fields %08b and writes %08b, want %08b and %08b", text, r, w, reads, writes)
	}
}
