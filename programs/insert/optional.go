package insert

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// Barrier is a barrier that a test has: what stands in a slot, in all of its cells
// together, or an instruction.
type Barrier struct {
	Slot   string // of the test that Optional makes
	Of     string // the slot that it stands in; "" for an instruction
	Text   string // "sync", "msgsync+lwsync"
	Column string // where it stands first: "P1", or "P1 doorbell"
	Line   int
}

// Optional makes each barrier of a test a slot of its own, in which it stands or
// nothing does: choice 1, or choice 0, which is the default. What is in the slots
// of the test is given as for [Fill]. The error holds diagnostics of instructions
// that are not known.
func Optional(t *litmus.Test, set map[string]string) (*litmus.Test, []Barrier, error) {
	d := &decoder{}
	for _, col := range t.Columns() {
		d.column(col)
	}
	if err := d.errs.Err(); err != nil {
		return nil, nil, err
	}
	var all []Barrier
	slots := map[string]*litmus.Slot{} // by the name of the slot that was there
	u := rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := col.Cells[i]
		instrs, text, of := []*litmus.Instr{c.Instr}, "", ""
		switch {
		case c.Slot != nil:
			choice := chosen(c.Slot, set)
			instrs, text, of = choice.Instrs, choice.Text, c.Slot.Name
		case d.ops[c.Instr].Kind == power.Fence:
			text = c.Instr.String()
		default:
			return []litmus.Cell{c}
		}
		if len(instrs) == 0 {
			return labelled(&c, nil)
		}
		s := slots[of]
		if s == nil || of == "" {
			s = optional(t, len(all), of, text, instrs, c.Span)
			slots[of] = s
			all = append(all, Barrier{Slot: s.Name, Of: of, Text: text, Column: col.Name, Line: line(&c)})
		} else {
			s.Uses = append(s.Uses, c.Span)
		}
		return []litmus.Cell{{Span: c.Span, Labels: c.Labels, Slot: s}}
	})
	return u, all, nil
}

func line(c *litmus.Cell) int {
	at := c.Span
	if c.Slot == nil {
		at = c.Instr.Span
	}
	if !at.Known() {
		return 0
	}
	return at.Line()
}

// optional is a slot with a barrier that may be missing. It has the name of the
// slot that was there, or one that no slot of the test has.
func optional(t *litmus.Test, n int, name, text string, instrs []*litmus.Instr, at diag.Span) *litmus.Slot {
	if name == "" {
		name = "barrier." + strconv.Itoa(n+1)
		for t.Slot(name) != nil {
			name += "_"
		}
	}
	return &litmus.Slot{Name: name, Span: at, Uses: []diag.Span{at}, Choices: []litmus.Choice{
		{Text: "none", Span: at}, {Text: text, Instrs: instrs, Span: at},
	}}
}
