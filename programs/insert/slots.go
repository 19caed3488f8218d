package insert

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// Point is a place where a barrier can be inserted.
type Point struct {
	Slot   string // the name of its slot: "P1.2"
	Column string // "P1", or "P1 doorbell"
	Before string // the instruction after it
	Line   int    // the line of that instruction
	// Instead is set for an access of a program in C that can be exchanged for a stronger
	// one: the primitive that stands there.
	Instead string
	// Weaker says that the slot offers less than what stands there, and not more.
	Weaker bool

	Macro string            // the macro that the primitive comes from, so that it is not changed where it stands
	site  *site             // in the files of the user; nil if the test was not made of a .c file
	from  string            // the primitive that stands there; "" for a barrier before a statement
	to    map[string]string // the primitive of each choice
}

// The choices of a point if the user gives none. A point that can follow an interrupt
// may need msgsync, alone or with another barrier.
const (
	defaultChoices     = "none,eieio,lwsync,sync"
	interruptedChoices = defaultChoices + ",msgsync,msgsync+lwsync,msgsync+sync"
)

// Slots adds a slot at every point of the test where a barrier can make a difference.
// Slots that the test already has are replaced by their default choices. Every new slot
// offers choices, or the usual barriers if choices is nil. The error holds diagnostics
// about unknown instructions.
func Slots(t *litmus.Test, choices []litmus.Choice) (*litmus.Test, []Point, error) {
	if inC(t) {
		return slotsC(t, choices)
	}
	t = Fill(t, nil)
	d := decoderOf(t)
	for _, col := range t.Columns() {
		d.decodeColumn(col)
	}
	if err := d.errs.Err(); err != nil {
		return nil, nil, err
	}
	var points []Point
	slot := map[*litmus.Thread]map[int]*litmus.Slot{}
	for _, th := range t.Threads {
		for _, col := range []*litmus.Thread{th, th.Handler} {
			if col == nil {
				continue
			}
			slot[col] = map[int]*litmus.Slot{}
			at, irq := d.flow(col).points(col == th.Handler)
			for n, i := range at {
				s := newSlot(col, n+1, col.Cells[i].Instr, choices, irq[n])
				slot[col][i] = s
				points = append(points, Point{Slot: s.Name, Column: col.Name, Before: col.Cells[i].Instr.String(), Line: s.Span.Line()})
			}
		}
	}
	return rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := col.Cells[i]
		s := slot[col][i]
		if s == nil {
			return []litmus.Cell{c}
		}
		before := litmus.Cell{Span: c.Span, Labels: c.Labels, Slot: s}
		c.Labels = nil
		return []litmus.Cell{before, c}
	}), points, nil
}

func newSlot(col *litmus.Thread, n int, before *litmus.Instr, choices []litmus.Choice, irq bool) *litmus.Slot {
	if choices == nil {
		list := defaultChoices
		if irq {
			list = interruptedChoices
		}
		choices, _ = Choices(list)
	}
	s := &litmus.Slot{Name: strings.ReplaceAll(col.Name, " ", ".") + "." + strconv.Itoa(n), Span: before.Span}
	s.Uses = append(s.Uses, s.Span)
	for _, c := range choices {
		c.Span = s.Span
		instrs := c.Instrs
		c.Instrs = nil
		for _, in := range instrs {
			c.Instrs = append(c.Instrs, &litmus.Instr{Op: in.Op, Args: in.Args, Span: s.Span, OpAt: s.Span})
		}
		s.Choices = append(s.Choices, c)
	}
	return s
}
