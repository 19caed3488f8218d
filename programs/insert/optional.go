package insert

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Barrier is a barrier of a test: an instruction, or the choice in a slot, which counts
// once even if the slot is used in several cells.
type Barrier struct {
	Slot     string // the slot that Optional makes for it
	FromSlot string // the slot of the given test that contains it; "" for an instruction
	Text     string // "sync", "msgsync+lwsync"
	Without  string // the other choice: "none", or the access that takes its place, such as "READ_ONCE"
	Column   string // the column of its first cell: "P1", or "P1 doorbell"
	Line     int
}

// Optional turns each barrier of a test into a slot with two choices: none, which is
// choice 0 and the default, and the barrier, which is choice 1. set gives the choices in
// the slots of the test as for [Fill]. The error holds diagnostics about unknown
// instructions.
func Optional(t *litmus.Test, set map[string]string) (*litmus.Test, []Barrier, error) {
	if inC(t) {
		return optionalC(t, set, false)
	}
	d := decoderOf(t)
	for _, col := range t.Columns() {
		d.decodeColumn(col)
	}
	if err := d.errs.Err(); err != nil {
		return nil, nil, err
	}
	var all []Barrier
	slots := map[string]*litmus.Slot{} // by the name of the original slot
	u := rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := col.Cells[i]
		instrs, text, of := []*litmus.Instr{c.Instr}, "", ""
		switch {
		case c.Slot != nil:
			choice := chosenChoice(c.Slot, set)
			instrs, text, of = choice.Instrs, choice.Text, c.Slot.Name
		case d.ops[c.Instr].Kind == isa.Fence:
			text = c.Instr.String()
		default:
			return []litmus.Cell{c}
		}
		if len(instrs) == 0 {
			return withLabels(&c, nil)
		}
		s := slots[of]
		if s == nil || of == "" {
			s = optionalSlot(t, len(all), of, text, instrs, c.Span)
			slots[of] = s
			all = append(all, Barrier{Slot: s.Name, FromSlot: of, Text: text, Without: None, Column: col.Name, Line: line(&c)})
		} else {
			s.Uses = append(s.Uses, c.Span)
		}
		return []litmus.Cell{{Span: c.Span, Labels: c.Labels, Slot: s}}
	})
	return u, all, nil
}

// Weaken is Optional for all that orders accesses: in a program in C also accesses and atomic
// operations that do so themselves, such as smp_load_acquire, each with the choice that does
// the same without order, such as READ_ONCE.
func Weaken(t *litmus.Test, set map[string]string) (*litmus.Test, []Barrier, error) {
	if inC(t) {
		return optionalC(t, set, true)
	}
	return Optional(t, set)
}

// None is the choice of a slot that is empty.
const None = "none"

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

// optionalSlot returns a slot whose choices are none and a barrier. It has the name of the
// original slot, or a new name if the barrier was an instruction.
func optionalSlot(t *litmus.Test, n int, name, text string, instrs []*litmus.Instr, at diag.Span) *litmus.Slot {
	return &litmus.Slot{Name: optionalName(t, n, name), Span: at, Uses: []diag.Span{at}, Choices: []litmus.Choice{
		{Text: None, Span: at}, {Text: text, Instrs: instrs, Span: at},
	}}
}

// optionalName returns the name of the slot for barrier number n: that of the original
// slot, or a new one.
func optionalName(t *litmus.Test, n int, name string) string {
	if name == "" {
		name = "barrier." + strconv.Itoa(n+1)
		for t.Slot(name) != nil {
			name += "_"
		}
	}
	return name
}
