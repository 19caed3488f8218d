package insert

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// ctrlWriter replaces ctrl() by instructions, for a program without slots: by a compare of
// the register with itself and a branch to the next instruction, which gets a label.
type ctrlWriter struct {
	t      *litmus.Test
	set    *isa.Set                   // the instruction set of t
	labels map[string]bool            // the labels of the test
	last   int                        // the number of the last new label
	fields map[*litmus.Thread][]uint8 // for each cell: the condition fields that are read after it, bit 7-k for field k
}

// write returns the cells for the instructions of a choice, with every ctrl() replaced. The
// targets of branches inside the choice get labels.
func (s *ctrlWriter) write(col *litmus.Thread, cell int, choice *litmus.Choice) (by []litmus.Cell) {
	c := &col.Cells[cell]
	labels := make([][]litmus.Name, len(choice.Instrs)+1)
	add := func(at int, span diag.Span) string {
		if len(labels[at]) == 0 {
			labels[at] = []litmus.Name{{Text: s.label(), Span: span}}
		}
		return labels[at][0].Text
	}
	for k, in := range choice.Instrs {
		if to, ok := choice.Target(k); ok {
			branch := *in
			branch.Args = slices.Clone(in.Args)
			branch.Args[len(in.Args)-1].Text = add(to, in.Span)
			in = &branch
		}
		if !in.IsCtrl() {
			by = append(by, litmus.Cell{Span: c.Span, Instr: in})
			continue
		}
		both := s.set.Herd.Depend(in.Args[0], s.field(col, cell), add(k+1, in.Span), false)
		for _, b := range both {
			b.Span, b.OpAt = in.Span, in.OpAt
		}
		by = append(by, litmus.Cell{Span: c.Span, Instr: both[0]}, litmus.Cell{Span: c.Span, Instr: both[1]})
	}
	at := 0
	for k, in := range choice.Instrs {
		by[at].Labels = labels[k]
		if at++; in.IsCtrl() {
			at++
		}
	}
	if end := labels[len(choice.Instrs)]; end != nil {
		by = append(by, litmus.Cell{Span: c.Span, Labels: end})
	}
	return by
}

// label returns a new label, which no column has.
func (s *ctrlWriter) label() string {
	if s.labels == nil {
		s.labels = map[string]bool{}
		for _, col := range s.t.Columns() {
			for i := range col.Cells {
				for _, l := range col.Cells[i].Labels {
					s.labels[l.Text] = true
				}
			}
		}
	}
	for {
		s.last++
		if l := "ctrl" + strconv.Itoa(s.last); !s.labels[l] {
			return l
		}
	}
}

// field returns a condition field whose value is not read after a cell: field 0 if it is
// free, because herd7 only has branches on field 0, and otherwise the highest free one.
func (s *ctrlWriter) field(col *litmus.Thread, cell int) int {
	if s.fields == nil {
		s.fields = map[*litmus.Thread][]uint8{}
	}
	read, known := s.fields[col]
	if !known {
		read = s.liveFields(col)
		s.fields[col] = read
	}
	if read[cell]>>7&1 == 0 {
		return 0
	}
	for f := 7; f > 0; f-- {
		if read[cell]>>(7-f)&1 == 0 {
			return f
		}
	}
	return 0
}

// liveFields returns, for each cell of a column, the condition fields that are
// read after it before they are set. All choices of slots count as readers.
func (s *ctrlWriter) liveFields(col *litmus.Thread) []uint8 {
	d := &decoder{set: s.set, dec: s.set.NewDecoder()}
	d.decodeColumn(col) // errors are reported when the program is unrolled
	f := d.flow(col)
	live := make([]uint8, len(f.ops)+1)
	out := func(i int) (fields uint8) {
		for _, n := range f.next[i] {
			fields |= live[n]
		}
		return fields
	}
	for changed := true; changed; {
		changed = false
		for i := len(f.ops) - 1; i >= 0; i-- {
			in := out(i)&^f.ops[i].WritesFields() | f.ops[i].ReadsFields() | d.slotFields(col.Cells[i].Slot)
			if in != live[i] {
				live[i], changed = in, true
			}
		}
	}
	after := make([]uint8, len(f.ops))
	for i := range after {
		after[i] = out(i) | d.slotFields(col.Cells[i].Slot)
	}
	return after
}

// slotFields returns the condition fields that the choices of a slot read.
func (d *decoder) slotFields(s *litmus.Slot) (fields uint8) {
	if s == nil {
		return 0
	}
	for i := range s.Choices {
		for _, in := range s.Choices[i].Instrs {
			if op, err := d.dec.Decode(in); err == nil {
				fields |= op.ReadsFields()
			}
		}
	}
	return fields
}
