package litmus

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// A default of several instructions stands in rows below each other, so that herd7 reads
// them. The comment is in the first row, with the number of rows after the name of the slot:
//
//	lwsync (*@ publish[2]: stw r1,0(r2), lwsync+stw r1,0(r2) *) ;
//	stw r1,0(r2)                                                ;
//
// In the tree they are one cell, whose Instr is nil. Branches from one of the rows to another
// have labels, and are distances in the choices.

// defaultRows cuts the number of rows off the name of a slot that starts at start. It
// reports a number that makes no sense and returns false then.
func (p *parser) defaultRows(text string, start int) (name string, rows int, ok bool) {
	name, count, has := strings.Cut(text, "[")
	if !has {
		return text, 1, true
	}
	count, closed := strings.CutSuffix(count, "]")
	rows, err := strconv.Atoi(count)
	if !closed || err != nil || rows < 2 || rows > p.lim.Cells {
		p.errorAt(start, start+len(text), diag.LitmusSlotName, "%s is not a slot's name with a number of rows", diag.Quote(text)).
			Note("the number, from 2 on, says in how many rows the default is").WithFix("write it as (*@ %s[2]: none, lwsync+stw r1,0(r2) *), or without the number", "name")
		return name, 0, false
	}
	return name, rows, true
}

// defaultLength returns how many rows the default of a slot of assembly has.
func (s *Slot) defaultLength() int {
	if s.Default < 0 || s.Default >= len(s.Choices) || s.Choices[s.Default].Stmts != nil {
		return 1
	}
	return len(s.Choices[s.Default].Instrs)
}

// joinDefaults makes one cell of the rows of each default that has several.
func (p *parser) joinDefaults() {
	if p.longDefaults == nil {
		return
	}
	for _, th := range p.columns {
		for i := 0; i < len(th.Cells); i++ {
			if s := th.Cells[i].Slot; s != nil && p.longDefaults[s] > 0 {
				p.joinDefault(th, i, p.longDefaults[s])
			}
		}
	}
}

// joinDefault makes one cell of the default that starts in a cell and has a number of rows.
func (p *parser) joinDefault(th *Thread, first, rows int) {
	c := &th.Cells[first]
	s := c.Slot
	have := 0
	for i := first; i < len(th.Cells) && have < rows && th.Cells[i].Instr != nil && (i == first || th.Cells[i].Slot == nil) && th.Cells[i].Row == c.Row+have; i++ {
		have++
	}
	if have < rows {
		p.errorAt(s.Span.Start, s.Span.End, diag.LitmusSlotDefault, "the default of slot %s has %d rows, but %d of them hold an instruction", diag.Quote(s.Name), rows, have).
			Note("the default is in this row and in those below it in its column").WithFix("correct the number, or put the instructions there")
		c.Slot = nil
		return
	}
	instrs := p.defaultInstrs(th, first, rows)
	c = &th.Cells[first]
	c.Instr = nil
	c.Span.End = th.Cells[first+rows-1].Span.End
	th.Cells = slices.Delete(th.Cells, first+1, first+rows)
	def := choiceText(instrs)
	if s.Default = s.choice(def); s.Default < 0 {
		p.errorAt(s.Span.Start, s.Span.End, diag.LitmusSlotDefault, "slot %s does not list its default %s", diag.Quote(s.Name), diag.Quote(def)).
			Note("its choices are %s", s.choiceList()).WithFix("add %s to the choices, or put one of them in the rows", def)
		c.Slot = nil
		return
	}
	p.shareSlot(c)
}

// defaultInstrs returns the instructions of a default in rows. Branches between the rows
// become distances, and their labels go away if nothing else branches to them.
func (p *parser) defaultInstrs(th *Thread, first, rows int) (instrs []*Instr) {
	at := map[string]int{} // by label: the row
	for k := 0; k < rows || k == rows && th.endsRows(first, rows); k++ {
		for _, l := range th.Cells[first+k].Labels {
			at[l.Text] = k
		}
	}
	inside, outside := map[string]bool{}, map[string]bool{}
	eachCellInstr(th.Cells, func(i int, in *Instr) {
		if n := len(in.Args); n > 0 && in.Args[n-1].Kind == OpName && (i < first || i >= first+rows) {
			outside[in.Args[n-1].Text] = true
		}
	})
	for k := range rows {
		in := *th.Cells[first+k].Instr
		if n := len(in.Args); n > 0 && in.Args[n-1].Kind == OpName {
			name := in.Args[n-1].Text
			to, ok := at[name]
			if ok {
				inside[name] = true
				in.Args = slices.Clone(in.Args)
				in.Args[n-1] = Operand{Kind: OpName, Text: DistanceText(to - k)}
			}
		}
		instrs = append(instrs, &in)
	}
	drop := func(c *Cell) {
		c.Labels = slices.DeleteFunc(c.Labels, func(l Name) bool { return inside[l.Text] && !outside[l.Text] })
		if len(c.Labels) == 0 {
			c.Labels = nil
		}
	}
	drop(&th.Cells[first])
	if end := first + rows; th.endsRows(first, rows) {
		if drop(&th.Cells[end]); th.Cells[end].Labels == nil && th.Cells[end].Instr == nil && th.Cells[end].Slot == nil {
			th.Cells = th.Cells[:end]
		}
	}
	return instrs
}

// endsRows reports whether a branch to the end of a default leads to the cell after its rows:
// to one with an instruction, or to the end of the column.
func (t *Thread) endsRows(first, rows int) bool {
	end := first + rows
	if end >= len(t.Cells) {
		return false
	}
	c := &t.Cells[end]
	return c.Instr != nil || c.Slot != nil || end == len(t.Cells)-1 && c.Row == t.Cells[first].Row+rows
}

// rows returns the cell as it is printed, one text for each row, and the label that the next
// cell gets. fresh returns a new label for a branch between the rows of a default.
func (c *Cell) rows(names map[string]string, fresh func() string) (all []string, end string) {
	if c.Slot == nil || c.Slot.defaultLength() < 2 {
		return []string{c.text(names)}, ""
	}
	def := &c.Slot.Choices[c.Slot.Default]
	labels := make([]string, len(def.Instrs)+1)
	for k := range def.Instrs {
		if to, ok := def.Target(k); ok && labels[to] == "" {
			labels[to] = fresh()
		}
	}
	for k, in := range def.Instrs {
		var parts []string
		if k == 0 {
			for _, l := range c.Labels {
				parts = append(parts, labelIn(names, l.Text)+":")
			}
		}
		if labels[k] != "" {
			parts = append(parts, labels[k]+":")
		}
		of := names
		if to, ok := def.Target(k); ok {
			out := *in
			out.Args = slices.Clone(in.Args)
			out.Args[len(in.Args)-1] = Operand{Kind: OpName, Text: labels[to]}
			in, of = &out, nil
		}
		parts = append(parts, string(in.appendTo(nil, &labelNames{of})))
		if k == 0 {
			parts = append(parts, c.Slot.String())
		}
		all = append(all, strings.Join(parts, " "))
	}
	return all, labels[len(def.Instrs)]
}

// freshLabels returns a function that returns labels that no column has.
func (t *Test) freshLabels(columns []*Thread) func() string {
	taken := map[string]bool{}
	for _, th := range columns {
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				taken[l.Text] = true
			}
		}
	}
	n := 0
	return func() string {
		for {
			n++
			if l := "S" + itoa(n); !taken[l] {
				return l
			}
		}
	}
}
