package page

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Program holds a program as it is shown: a column for each thread, followed by one for
// its handler.
type Program struct {
	Name    string   `json:"name"`
	Short   string   `json:"short"`
	Doc     string   `json:"doc,omitempty"`
	Cond    string   `json:"cond"`
	Endian  string   `json:"endian,omitempty"`  // the order of bytes, if some accesses cover parts of others
	Outcome *Outcome `json:"outcome,omitempty"` // Cond in words; nil as long as no structure is known
	Threads []string `json:"threads"`
	Who     []string `json:"who"` // by thread: who it is in the study, or empty
	Columns []Column `json:"columns"`
	Slots   []Slot   `json:"slots"`

	test *litmus.Test
}

// Column holds the code of a thread or of a handler.
type Column struct {
	Name string `json:"name"`
	Who  string `json:"who,omitempty"`
	Code []Code `json:"code"`
}

// Code holds a cell of a column.
type Code struct {
	Labels []string `json:"labels,omitempty"`
	Text   string   `json:"text"` // empty for a slot: its instructions depend on the choice
	Slot   int      `json:"slot"` // or None
	// Hidden is true for a statement that a .c file does not have: the declaration of a variable
	// that keeps whether an assertion failed.
	Hidden bool `json:"hidden,omitempty"`
	// Parts holds, for a slot in C, the statements of each of its choices at this place.
	Parts [][]string `json:"parts,omitempty"`
	// Machine holds what the statement was compiled to, for a slot by choice; nil if it was
	// not compiled.
	Machine []string `json:"machine,omitempty"`
}

// Slot holds a slot with its choices.
type Slot struct {
	Name    string     `json:"name"`
	Choices []string   `json:"choices"`
	Default int        `json:"preset"`
	Parts   [][]string `json:"parts"`             // by choice: its instructions
	Machine [][]string `json:"machine,omitempty"` // by choice: the barriers that it is compiled to
}

// Program returns the index of a program, which it adds if it is new. A program in kernel C
// that is compiled for several targets is one program for each.
func (p *Page) Program(name string, t *litmus.Test) int {
	if i := slices.IndexFunc(p.Programs, func(q *Program) bool { return q.Name == name && q.test.Target == t.Target }); i >= 0 {
		return i
	}
	q := &Program{Name: name, Short: short(name), Doc: t.Doc, Cond: condition(t), Columns: []Column{}, Slots: []Slot{}, test: t}
	for _, th := range t.Threads {
		who := p.who(name, th.Name)
		q.Threads, q.Who = append(q.Threads, th.Title()), append(q.Who, who)
		q.column(th, who)
		if th.Handler != nil {
			q.column(th.Handler, who)
		}
	}
	for _, s := range t.Slots {
		slot := Slot{Name: s.Name, Default: s.Default}
		for _, c := range s.Choices {
			slot.Choices, slot.Parts = append(slot.Choices, c.Text), append(slot.Parts, texts(c.Instrs))
		}
		q.Slots = append(q.Slots, slot)
	}
	p.Programs = append(p.Programs, q)
	return len(p.Programs) - 1
}

// condition returns the condition of a test for people.
func condition(t *litmus.Test) string {
	if t.FromC() {
		return t.PropWords(t.Cond.Prop)
	}
	return t.Cond.String()
}

// who returns the name that the study gives to a thread, or "".
func (p *Page) who(program, thread string) string {
	for _, n := range p.threads {
		if n.Program == program && n.Thread == thread {
			return n.Name
		}
	}
	return ""
}

func (q *Program) column(th *litmus.Thread, who string) {
	c := Column{Name: th.Title(), Who: who, Code: []Code{}}
	for i := range th.Cells {
		cell := &th.Cells[i]
		code := Code{Slot: None}
		for _, l := range cell.Labels {
			code.Labels = append(code.Labels, l.Text)
		}
		switch {
		case cell.Slot != nil:
			code.Slot = slices.Index(q.test.Slots, cell.Slot)
			for _, choice := range cell.Choices {
				code.Parts = append(code.Parts, texts(choice))
			}
		case cell.Instr != nil:
			code.Text = cell.Instr.String()
			code.Hidden = q.test.FromC() && cell.Instr.Origin == nil
		}
		c.Code = append(c.Code, code)
	}
	q.Columns = append(q.Columns, c)
}

func texts(instrs []*litmus.Instr) []string {
	all := []string{}
	for _, in := range instrs {
		all = append(all, in.String())
	}
	return all
}

// cell returns the place of the instruction of an event: "COLUMN.CELL"; "" for an
// initial write and for an interrupt, which is no instruction.
func cell(s *event.Structure, e int) string {
	ev := &s.Events[e]
	if ev.Thread < 0 || ev.Kind == event.IrqEvent && ev.Interrupt > 0 {
		return ""
	}
	return cellOf(s, ev.Thread, ev.Interrupt > 0, ev.Cell)
}

// cellOf returns the place of a cell of a thread or of its handler.
func cellOf(s *event.Structure, thread int, handler bool, cell int) string {
	return strconv.Itoa(column(s, thread, handler)) + "." + strconv.Itoa(cell)
}

// column returns the index of the column of a thread or of its handler.
func column(s *event.Structure, thread int, handler bool) (col int) {
	for _, th := range s.Test.Threads[:thread] {
		if col++; th.Handler != nil {
			col++
		}
	}
	if handler {
		col++
	}
	return col
}

// Picks returns the choices of an execution or a variant by slot, including fixed
// slots; free may be nil if no slot is free.
func Picks(s *event.Structure, free []int) []int {
	picks := make([]int, len(s.Slots))
	for i := range s.Slots {
		if picks[i] = s.Slots[i].Fixed; picks[i] < 0 {
			picks[i] = free[i]
		}
	}
	return picks
}
