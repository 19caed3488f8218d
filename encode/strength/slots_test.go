package strength

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestOrdered: the choices of a slot are compared, unless an interrupt can come
// between two barriers of one.
func TestOrdered(t *testing.T) {
	const one, two = "(*@ s: none, lwsync, sync *)", "(*@ s: none, lwsync, eieio+lwsync *)"
	for _, c := range []struct {
		name                 string
		main, handler, other string
		ordered              bool
	}{
		{"one barrier", one, "stw r5,0(r2)", "msgsnd P0", true},
		{"two barriers", two, "stw r5,0(r2)", "msgsnd P0", false},
		{"two barriers, on one path only", "lwz r1,0(r2) ; cmpwi r1,0 ; beq L ; " + two + " ; L:", "stw r5,0(r2)", "msgsnd P0", false},
		{"two barriers, in the handler", "nop", two, "msgsnd P0", true},
		{"two barriers, in a thread without a handler", "nop", "stw r5,0(r2)", "msgsnd P0 ; " + two, true},
		{"two barriers, and nobody rings", two, "stw r5,0(r2)", "nop", true},
		{"two barriers, with interrupts disabled", "local_irq_disable ; " + two, "stw r5,0(r2)", "msgsnd P0", true},
	} {
		text := "PPC t\n{ 0:r2=x; 0:r5=1; }\n P0 | P0 doorbell | P1 ;\n" + rows(c.main, c.handler, c.other) + "exists (x=1)\n"
		test := fixture.Parse(t, diag.NewSource("t.litmus", text))
		s := fixture.Structure(t, test, unroll.Options{FreeSlots: true, Limits: unroll.Limits{Interrupts: 1}})
		for _, model := range []string{"power-doorbell", "power-doorbell-2.07"} {
			m := fixture.Model(t, model)
			if got := Ordered(m, s); !slices.Equal(got, []bool{c.ordered}) {
				t.Errorf("%s under %s: ordered %v, want %v\n%s", c.name, model, got, c.ordered, text)
			}
		}
	}
}

// rows lays out columns of cells that are separated by " ; ".
func rows(columns ...string) (text string) {
	var cells [][]string
	most := 0
	for _, c := range columns {
		col := strings.Split(c, " ; ")
		cells, most = append(cells, col), max(most, len(col))
	}
	for r := range most {
		for i, col := range cells {
			cell := ""
			if r < len(col) {
				cell = col[r]
			}
			text += fmt.Sprintf("%s %s ", map[bool]string{true: "", false: "|"}[i == 0], cell)
		}
		text += ";\n"
	}
	return text
}
