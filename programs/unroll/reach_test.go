package unroll

import (
	"strings"
	"testing"
)

// TestWhereAPointerLeads checks to which locations the last load of P1 forks. Its address
// was read from p.
func TestWhereAPointerLeads(t *testing.T) {
	for _, c := range []struct{ init, p0, p1, want string }{
		{"p=x;", "nop", "lwz r3,0(r1)", "x"},
		{"p=x; q=y;", "nop", "lwz r3,0(r1)", "x y"}, // one set for the whole memory
		{"", "stw r20,0(r25)", "lwz r3,0(r1)", "x"},
		{"", "mr r9,r21 ; stw r9,0(r25)", "lwz r3,0(r1)", "y"},
		{"", "mr r9,r21 ; mr r8,r20 ; stw r9,0(r25)", "lwz r3,0(r1)", "y"},
		{"", "addi r9,r26,4 ; stw r9,0(r25)", "lwz r3,0(r1)", "t[1]"},
		{"", "addi r9,r26,4 ; stw r9,0(r25)", "lwz r3,-4(r1)", "t[0]"},
		{"", "add r9,r26,r8 ; stw r9,0(r25)", "lwz r3,0(r1)", "t[0] t[1]"},
		{"", "lwzux r3,r9,r20 ; stw r9,0(r25)", "lwz r3,0(r1)", "x"},
		{"", "lwzu r3,4(r26) ; stw r26,0(r25)", "lwz r3,0(r1)", "t[0] t[1]"},
		{"", "lwarx r3,r0,r25 ; stwcx. r21,r0,r25", "lwz r3,0(r1)", "y"},
		{"", "mr r9,r21 ; stw r20,0(r25)", "lwz r3,0(r1)", "x"},
		{"p=x;", "nop", "lwzx r3,r1,r26", "x t[0] t[1]"}, // the sum of two addresses is cut before
		{"", "nop", "lwzx r3,r1,r26", "t[0] t[1]"},
		{"", "nop", "lwz r3,0(r1)", ""},
	} {
		rows := strings.Split(c.p0, " ; ")
		rows = append(rows, "", "")[:max(len(rows), 2)]
		text := "PPC t\n{ " + c.init + " int t[2]; 0:r20=x; 0:r21=y; 0:r25=p; 0:r26=t; 0:r29=z; 1:r25=p; 1:r26=t; 1:r30=z; z=1; }\n P0 | P1 ;\n"
		p1 := []string{"lwz r1,0(r25)", c.p1, ""}
		for i := range max(len(rows), 2) {
			text += " " + rows[i] + " | " + p1[min(i, 2)] + " ;\n"
		}
		s := build(t, parse(t, "t.litmus", text+"exists (x=1)\n"), Options{})
		can := map[string]bool{}
		for i := range s.Events {
			if e := &s.Events[i]; e.Thread == 1 && e.Cell == 1 {
				can[s.Locs[e.Loc].Name] = true
			}
		}
		for _, w := range strings.Fields(c.want) {
			if !can[w] {
				t.Errorf("%s %s: %s is missing\n%s", c.init, c.p0, w, s)
			}
			delete(can, w)
		}
		for l := range can {
			t.Errorf("%s %s: leads to %s, which is never in memory\n%s", c.init, c.p0, l, s)
		}
	}
}
