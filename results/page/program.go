package page

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Program is a program as it is shown: a column for each thread, and for each
// handler behind that of its thread.
type Program struct {
	Name    string   `json:"name"`
	Short   string   `json:"short"`
	Doc     string   `json:"doc,omitempty"`
	Cond    string   `json:"cond"`
	Threads []string `json:"threads"`
	Columns []Column `json:"columns"`
	Slots   []Slot   `json:"slots"`

	test *litmus.Test
}

// Column is the code of a thread or of a handler.
type Column struct {
	Name string `json:"name"`
	Code []Code `json:"code"`
}

// Code is one cell of a column.
type Code struct {
	Labels []string `json:"labels,omitempty"`
	Text   string   `json:"text"` // of a slot nothing: what stands there differs
	Slot   int      `json:"slot"` // or None
}

// Slot is a slot with its choices.
type Slot struct {
	Name    string     `json:"name"`
	Choices []string   `json:"choices"`
	Default int        `json:"preset"`
	Parts   [][]string `json:"parts"` // by choice: its instructions
}

// Program is the index of a program, which is added if it is new.
func (p *Page) Program(name string, t *litmus.Test) int {
	if i := slices.IndexFunc(p.Programs, func(q *Program) bool { return q.Name == name }); i >= 0 {
		return i
	}
	q := &Program{Name: name, Short: short(name), Doc: t.Doc, Cond: t.Cond.String(), Columns: []Column{}, Slots: []Slot{}, test: t}
	for _, th := range t.Threads {
		q.Threads = append(q.Threads, th.Name)
		q.column(th)
		if th.Handler != nil {
			q.column(th.Handler)
		}
	}
	for _, s := range t.Slots {
		slot := Slot{Name: s.Name, Default: s.Default}
		for _, c := range s.Choices {
			parts := []string{}
			for _, in := range c.Instrs {
				parts = append(parts, in.String())
			}
			slot.Choices, slot.Parts = append(slot.Choices, c.Text), append(slot.Parts, parts)
		}
		q.Slots = append(q.Slots, slot)
	}
	p.Programs = append(p.Programs, q)
	return len(p.Programs) - 1
}

func (q *Program) column(th *litmus.Thread) {
	c := Column{Name: th.Name, Code: []Code{}}
	for i := range th.Cells {
		cell := &th.Cells[i]
		code := Code{Slot: None}
		for _, l := range cell.Labels {
			code.Labels = append(code.Labels, l.Text)
		}
		switch {
		case cell.Slot != nil:
			code.Slot = slices.Index(q.test.Slots, cell.Slot)
		case cell.Instr != nil:
			code.Text = cell.Instr.String()
		}
		c.Code = append(c.Code, code)
	}
	q.Columns = append(q.Columns, c)
}

// cell is where the instruction of an event stands: "COLUMN.CELL"; "" for that of
// an initial write, and for an interrupt, which is no instruction.
func cell(s *event.Structure, e int) string {
	ev := &s.Events[e]
	if ev.Thread < 0 || ev.Kind == event.IrqEvent && ev.Interrupt > 0 {
		return ""
	}
	col := 0
	for i, th := range s.Test.Threads {
		if i == ev.Thread {
			break
		}
		if col++; th.Handler != nil {
			col++
		}
	}
	if ev.Interrupt > 0 {
		col++
	}
	return strconv.Itoa(col) + "." + strconv.Itoa(ev.Cell)
}

// Picks is the choices of an execution or a variant by slot, those of fixed slots
// included; free may be nil if none is free.
func Picks(s *event.Structure, free []int) []int {
	picks := make([]int, len(s.Slots))
	for i := range s.Slots {
		if picks[i] = s.Slots[i].Fixed; picks[i] < 0 {
			picks[i] = free[i]
		}
	}
	return picks
}
