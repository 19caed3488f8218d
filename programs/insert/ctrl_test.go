package insert

import (
	"strings"
	"testing"
)

// TestSpell checks that ctrl() is replaced by instructions with a new label, and with a
// condition field that is not read afterwards.
func TestSpell(t *testing.T) {
	test := parse(t, "spell", `PPC spell
{ 0:r2=x; 1:r2=x; }
 P0                                  | P1                                     ;
 lwz r5,0(r2)                        | lwz r5,0(r2)                           ;
 (*@ a: none, ctrl(r5)+isync *)      | cmpwi r5,1                             ;
 (*@ b: none, bne $+4+ctrl(%x) *)    | ctrl1: (*@ a: none, ctrl(r5)+isync *)  ;
 (*@ c: none, ctrl(r5) *)            | bne ctrl1                              ;
 lwz r6,0(r2)                        | cmpwi cr7,r5,2                         ;
                                     | mfcr r7                                ;
                                     | (*@ c: none, ctrl(r5) *)               ;
exists (0:r6=1 /\ 1:r7=0)
`)
	got := columnsOf(Fill(test, map[string]string{"a": "ctrl(r5)+isync", "b": "bne $+4+ctrl(%x)", "c": "ctrl(r5)"}).String())
	want := [2]string{ // bne reads field 0, and mfcr all but field 7, which is set before it
		"lwz r5,0(r2); cmpw cr7,r5,r5; bne cr7,ctrl2; ctrl2: isync; bne ctrl3; ctrl3: cmpw cr7,%x,%x; bne cr7,ctrl4; ctrl4:; cmpw r5,r5; bne ctrl5; ctrl5:; lwz r6,0(r2)",
		"lwz r5,0(r2); cmpwi r5,1; ctrl1: cmpw cr7,r5,r5; bne cr7,ctrl6; ctrl6: isync; bne ctrl1; cmpwi cr7,r5,2; mfcr r7; cmpw r5,r5; bne ctrl7; ctrl7:",
	}
	if got != want {
		t.Errorf("got\n%s\n%s\nwant\n%s\n%s", got[0], got[1], want[0], want[1])
	}
}

// columnsOf returns the cells of the two columns of a program.
func columnsOf(text string) (columns [2]string) {
	_, text, _ = strings.Cut(text, " P0 ")
	_, text, _ = strings.Cut(text, ";\n")
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSuffix(strings.TrimSpace(line), ";"), "|")
		for i := range columns {
			if len(cells) == 2 && strings.TrimSpace(cells[i]) != "" {
				if columns[i] != "" {
					columns[i] += "; "
				}
				columns[i] += strings.TrimSpace(cells[i])
			}
		}
	}
	return columns
}
