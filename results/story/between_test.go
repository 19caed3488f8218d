package story

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestEmptySlots: a story names each slot that the thread has passed between two
// accesses and that is empty, wherever it stands, and no other.
func TestEmptySlots(t *testing.T) {
	const writer = "PPC t\n{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; 1:r9=z; 0:r1=1; 1:r1=1; }\n"
	rows := func(reader ...string) string {
		w := []string{"stw r1,0(r2)", "lwsync", "stw r1,0(r4)"}
		var b strings.Builder
		b.WriteString(writer + " P0 | P1 ;\n")
		for i := range max(len(w), len(reader)) {
			cells := []string{"", ""}
			for k, col := range [][]string{w, reader} {
				if i < len(col) {
					cells[k] = col[i]
				}
			}
			b.WriteString(" " + strings.Join(cells, " | ") + " ;\n")
		}
		return b.String()
	}
	const (
		s    = "(*@ s: none, lwsync *)"
		u    = "(*@ u: none, lwsync *)"
		full = "eieio (*@ full: none, eieio *)"
		mp   = "exists (1:r5=1 /\\ 1:r6=0)"
	)
	for _, c := range []struct{ name, program, want string }{
		{"in a line", rows("lwz r5,0(r4)", s, "lwz r6,0(r2)") + mp, "no barrier stands between them, and slot s is empty."},
		{"behind a branch", rows("lwz r5,0(r4)", "cmpwi r5,0", "beq Out", s, "lwz r6,0(r2)", "li r7,1", "Out:") + "exists (1:r5=1 /\\ 1:r6=0 /\\ 1:r7=1)", "no barrier stands between them, and slot s is empty."},
		{"behind the target", rows("lwz r5,0(r4)", "cmpwi r5,1", "beq On", u, "b Out", "On: "+s, "lwz r6,0(r2)", "li r7,1", "Out:") + "exists (1:r5=1 /\\ 1:r6=0 /\\ 1:r7=1)", "no barrier stands between them, and slot s is empty."},
		{"skipped", rows("lwz r5,0(r4)", "cmpwi r5,1", "beq On", u, "On: "+s, "lwz r6,0(r2)") + mp, "no barrier stands between them, and slot s is empty."},
		{"before and behind", rows("lwz r5,0(r4)", u, "cmpwi r5,1", "beq On", "On: "+s, "lwz r6,0(r2)") + mp, "no barrier stands between them, and slots u and s are empty."},
		{"full", rows("lwz r5,0(r4)", full, "cmpwi r5,0", "beq Out", s, "lwz r6,0(r2)", "li r7,1", "Out:") + "exists (1:r5=1 /\\ 1:r6=0 /\\ 1:r7=1)", "the eieio in slot full does not prevent that, and slot s is empty."},
		{"in a loop", rows("Again: lwz r5,0(r4)", s, "cmpwi r5,1", "bne Again", "lwz r6,0(r2)") + mp, "no barrier stands between them, and slot s is empty."},
		{"round a loop", rows("Again: "+s, "lwz r6,0(r2)", "cmpwi r8,1", "beq Out", "lwz r5,0(r4)", "li r8,1", "cmpwi r5,1", "beq Again", "Out:") + "exists (1:r5=1 /\\ 1:r6=0 /\\ 1:r8=1)", "no barrier stands between them, and slot s is empty."},
		{"in a handler", `PPC t
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; 1:r9=z; 0:r1=1; }
 P0           | P1 | P1 doorbell             ;
 msgsnd P1    |    | lwz r5,0(r4)            ;
 stw r1,0(r2) |    | cmpwi r5,1              ;
 lwsync       |    | bne Out                 ;
 stw r1,0(r4) |    | (*@ s: none, lwsync *)  ;
              |    | lwz r6,0(r2)            ;
              |    | addi r6,r6,5            ;
              |    | stw r6,0(r9)            ;
              |    | Out:                    ;
exists (z=5)`, "no barrier stands between them, and slot s is empty."},
		{"past a handler", `PPC t
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; 1:r9=z; 0:r1=1; }
 P0           | P1                     | P1 doorbell            ;
 msgsnd P1    | lwz r5,0(r4)           | (*@ h: none, sync *)   ;
 stw r1,0(r2) | (*@ s: none, lwsync *) | lwz r8,0(r9)           ;
 lwsync       | lwz r6,0(r2)           |                        ;
 stw r1,0(r4) |                        |                        ;
filter (~pending(P1))
exists (1:r5=1 /\ 1:r6=0)`, " empty"},
		{"only a dependency", rows("lwz r5,0(r4)", "(*@ s: none, ctrl(r5) *)", u, "lwz r6,0(r2)") + mp, "the ctrl(r5) in slot s does not prevent that, and slot u is empty."},
		{"an instruction", rows("lwz r5,0(r4)", "li r7,1 (*@ s: none, li r7,1 *)", u, "lwz r6,0(r2)") + mp, "no barrier stands between them, and slot u is empty."},
	} {
		model, set := "power", map[string]string{}
		if strings.Contains(c.program, "doorbell") {
			model = "power-doorbell"
		}
		if c.name == "only a dependency" {
			set["s"] = "ctrl(r5)"
		}
		d := decidetest.Decider(t, fixture.Model(t, model))
		w := decidetest.Witness(t, d, diag.NewSource("t.litmus", c.program+"\n"), set)
		if w == nil {
			t.Errorf("%s: no execution", c.name)
			continue
		}
		st := Tell(w, d.Model())
		if got := strings.Join(strings.Fields(text(st)), " "); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", c.name, c.want, text(st))
		}
	}
}
