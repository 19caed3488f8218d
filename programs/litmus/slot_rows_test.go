package litmus

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// rowsOf returns the test with a column of the given rows.
func rowsOf(rows ...string) string {
	return "PPC s\n{ 0:r2=x; }\n P0 ;\n " + strings.Join(rows, " ;\n ") + " ;\nexists (x=1)"
}

// TestRows checks defaults of several instructions: how they are read, and that they are
// printed as they were read.
func TestRows(t *testing.T) {
	for _, c := range []struct {
		rows   []string
		def    string
		cells  int
		labels int // that are left
	}{
		{[]string{"lwsync (*@ s[2]: none, lwsync+stw r1,0(r2) *)", "stw r1,0(r2)"}, "lwsync+stw r1,0(r2)", 1, 0},
		{[]string{"sync", "lwsync (*@ s[2]: none, lwsync+stw r1,0(r2) *)", "stw r1,0(r2)", "isync"}, "lwsync+stw r1,0(r2)", 3, 0},
		{[]string{"L: lwarx r1,r0,r2 (*@ s[3]: none, lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8 *)", "stwcx. r3,r0,r2", "bne L"}, "lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8", 1, 0},
		{[]string{"L: lwarx r1,r0,r2 (*@ s[3]: none, lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8 *)", "stwcx. r3,r0,r2", "bne L", "b L"}, "lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8", 2, 1},
		{[]string{"cmpwi r1,0 (*@ s[3]: none, cmpwi r1,0+bne $+8+sync *)", "bne L", "sync", "L: isync"}, "cmpwi r1,0+bne $+8+sync", 2, 0},
		{[]string{"cmpwi r1,0 (*@ s[3]: none, cmpwi r1,0+bne $+8+sync *)", "bne L", "sync", "L:"}, "cmpwi r1,0+bne $+8+sync", 1, 0},
		{[]string{"cmpwi r1,0 (*@ s[2]: none, cmpwi r1,0+bne L *)", "bne L", "sync", "L:"}, "cmpwi r1,0+bne L", 3, 1},
	} {
		src := diag.NewSource("t", rowsOf(c.rows...))
		test := parse(t, src.Text)
		s := test.Slot("s")
		if s == nil || s.Choices[s.Default].Text != c.def {
			t.Errorf("%s: slot %+v", src.Text, s)
			continue
		}
		labels := 0
		for _, cell := range test.Threads[0].Cells {
			labels += len(cell.Labels)
			if cell.Slot != nil && cell.Instr != nil {
				t.Errorf("%s: the cell of the slot has an instruction", src.Text)
			}
		}
		if n := len(test.Threads[0].Cells); n != c.cells || labels != c.labels {
			t.Errorf("%s: %d cells, %d labels\n%s", src.Text, n, labels, test)
		}
		roundTrip(t, src)
	}
}

// TestRowsOfColumns checks that the rows of a default do not move other columns.
func TestRowsOfColumns(t *testing.T) {
	roundTrip(t, diag.NewSource("t", `PPC s
{ 0:r2=x; 1:r2=x; }
 P0 | P1 ;
 L: lwarx r1,r0,r2 (*@ s[3]: none, lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8 *) | sync ;
 stwcx. r3,r0,r2 | L: lwarx r1,r0,r2 (*@ s[3]: none, lwarx r1,r0,r2+stwcx. r3,r0,r2+bne $-8 *) ;
 bne L | stwcx. r3,r0,r2 ;
 lwsync | bne L ;
 | isync ;
exists (x=1)`))
}

// TestTarget checks distances in choices.
func TestTarget(t *testing.T) {
	all, err := ParseChoices(diag.NewSource("", "ctrl(r5)+bne $+8+sync+isync+bne $-16+bne $+4"))
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []int{-1, 3, -1, -1, -1, 6} { // the fifth leads between the two instructions of ctrl()
		if to, ok := all[0].Target(k); ok != (want >= 0) || ok && to != want {
			t.Errorf("instruction %d leads to %d, %v, want %d", k, to, ok, want)
		}
	}
}
