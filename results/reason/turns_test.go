package reason

import (
	"bytes"
	"strings"
	"testing"
)

// TestToldApart: two instructions with one text, and two rounds of one instruction,
// can be told apart in the text.
func TestToldApart(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"twins", program("x y", "1:r7=1 /\\ 1:r3=0 \\/ 1:r8=1 /\\ 1:r3=0", "li r1,1; stw r1,0(r20); sync; stw r1,0(r21)",
			"lwz r1,0(r21); mr r7,r1; xor r5,r1,r1; lwz r1,0(r21); mr r8,r1; xor r6,r1,r1; add r5,r5,r6; lwzx r3,r5,r20"),
			[]string{"lwz r1,0(r21) y -> 1 (line 7)", "lwz r1,0(r21) (y -> 1; line 4) -po-loc-> P1 lwz r1,0(r21) (y -> 0; line 7)"}},
		{"rounds", program("x", "1:r3=0 /\\ 1:r5=1", "li r1,1; stw r1,0(r20)",
			"li r6,0; li r5,0; L: lwz r3,0(r20); or r5,r5,r3; addi r6,r6,1; cmpwi r6,2; blt L"),
			[]string{"lwz r3,0(r20) x -> 1 (earlier)", "lwz r3,0(r20) x -> 0 (later)"}},
	} {
		w := whyOf(t, "power", c.text)
		var b bytes.Buffer
		w.Text(&b)
		said := strings.Join(strings.Fields(b.String()), " ")
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, b.String())
			}
		}
	}
	// In a handler, three times.
	c := Cycle{Steps: make([]Step, 3)}
	for i := range c.Steps {
		c.Steps[i].Event = Event{ID: 30 - i, Text: "lwz", Line: 4, Handler: true}
	}
	c.number()
	if got := c.mark(&c.Steps[0].Event); got != "handler, no. 3 of 3" {
		t.Errorf("got %s", got)
	}
}
