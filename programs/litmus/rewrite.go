package litmus

import "github.com/fencewise/fencewise/programs/kernelc"

// RewriteC returns a test in C in which statements are replaced, as [kernelc.Func.Rewrite]
// replaces them. Statements that stay keep their Instr. A slot that stands in several
// places is the first one.
func (t *Test) RewriteC(replace func(th *Thread, cell int, s kernelc.Stmt) []kernelc.Stmt) *Test {
	u := *t
	u.Threads, u.Slots = nil, nil
	rewrite := func(old *Thread) *Thread {
		th := *old
		body, from := old.Body.Rewrite(func(cell int, s kernelc.Stmt) []kernelc.Stmt { return replace(old, cell, s) })
		th.Body = body
		th.Cells = make([]Cell, len(body.Cells))
		for k := range th.Cells {
			th.Cells[k].Row = k + 1
			known := &Cell{}
			if from[k] >= 0 {
				known = &old.Cells[from[k]]
			}
			u.fillCell(&th.Cells[k], &body.Cells[k], known)
		}
		return &th
	}
	for _, old := range t.Threads {
		th := rewrite(old)
		if old.Handler != nil {
			th.Handler = rewrite(old.Handler)
		}
		u.Threads = append(u.Threads, th)
	}
	return &u
}

// fillCell makes a cell from that of a body. was is the cell of the test that it was made
// from.
func (t *Test) fillCell(c *Cell, from *kernelc.Cell, was *Cell) {
	c.Span = from.Span
	for _, l := range from.Labels {
		c.Labels = append(c.Labels, Name{l.Name, l.Span})
	}
	if from.Text != "" {
		c.Instr = was.instr(statement(from.Text, from.Does, from.Span))
	}
	if from.Slot == nil {
		return
	}
	c.Slot = slotOf(from.Slot)
	for i := range c.Slot.Choices {
		for n, in := range c.Slot.Choices[i].Instrs {
			c.Slot.Choices[i].Instrs[n] = was.instr(in)
		}
	}
	c.Choices = c.Slot.statements()
	if first := t.Slot(from.Slot.Name); first != nil {
		c.Slot = first
		c.Slot.Uses = append(c.Slot.Uses, from.Slot.CommentAt)
		return
	}
	t.Slots = append(t.Slots, c.Slot)
}

// instr returns the statement of the cell, or of a choice of its slot, that has the text of
// in; in itself if there is none.
func (c *Cell) instr(in *Instr) *Instr {
	if c.Slot == nil && c.Instr != nil && c.Instr.Op == in.Op {
		return c.Instr
	}
	if c.Slot != nil {
		for _, choice := range c.Choices {
			for _, known := range choice {
				if known.Op == in.Op {
					return known
				}
			}
		}
	}
	return in
}
