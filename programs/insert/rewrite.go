package insert

import (
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// rewrite returns a test in which each cell is replaced by the cells that replace
// returns. Cells of one row stay in one row: new cells in a column move the rows below
// them in all columns.
func rewrite(t *litmus.Test, replace func(column *litmus.Thread, i int) []litmus.Cell) *litmus.Test {
	cells := map[*litmus.Thread][][]litmus.Cell{}
	var height []int // the new height of each row
	for _, col := range t.Columns() {
		for i := range col.Cells {
			by := replace(col, i)
			cells[col] = append(cells[col], by)
			for len(height) <= col.Cells[i].Row {
				height = append(height, 0)
			}
			height[col.Cells[i].Row] = max(height[col.Cells[i].Row], len(by))
		}
	}
	end := make([]int, len(height)) // for each old row: the new row after it
	for r, h := range height {
		if end[r] = h; r > 0 {
			end[r] += end[r-1]
		}
	}
	column := func(col *litmus.Thread) *litmus.Thread {
		c := *col
		c.Cells = nil
		for i, by := range cells[col] {
			for k := range by {
				by[k].Row = end[col.Cells[i].Row] - len(by) + k
				c.Cells = append(c.Cells, by[k])
			}
		}
		return &c
	}
	u := *t
	u.Threads, u.Slots = nil, nil
	for _, th := range t.Threads {
		c := column(th)
		if th.Handler != nil {
			c.Handler = column(th.Handler)
		}
		u.Threads = append(u.Threads, c)
	}
	for _, col := range u.Columns() {
		for i := range col.Cells {
			if s := col.Cells[i].Slot; s != nil && u.Slot(s.Name) == nil {
				u.Slots = append(u.Slots, s)
			}
		}
	}
	return &u
}

// withLabels gives the cells in by the labels of c, which they replace. It returns no cell
// if both are empty.
func withLabels(c *litmus.Cell, by []litmus.Cell) []litmus.Cell {
	if len(by) == 0 && len(c.Labels) > 0 {
		by = []litmus.Cell{{Span: c.Span}}
	}
	if len(by) > 0 && len(c.Labels) > 0 {
		by[0].Labels = append(c.Labels[:len(c.Labels):len(c.Labels)], by[0].Labels...)
	}
	return by
}

// Fill returns the test with each slot replaced by a choice: the one that set names, or
// else the slot's default. ctrl() is replaced by instructions, see ctrlWriter. Names and
// choices in set that the test does not have are ignored; the unroller reports them.
func Fill(t *litmus.Test, set map[string]string) *litmus.Test {
	if inC(t) {
		return fillC(t, set)
	}
	s := &ctrlWriter{t: t, set: sets.Must(t)}
	return rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := &col.Cells[i]
		if c.Slot == nil {
			return []litmus.Cell{*c}
		}
		return withLabels(c, s.write(col, i, chosenChoice(c.Slot, set)))
	})
}

// chosenChoice returns the choice of a slot that set names, or else its default.
func chosenChoice(s *litmus.Slot, set map[string]string) *litmus.Choice {
	for k := range s.Choices {
		if s.Choices[k].Text == set[s.Name] {
			return &s.Choices[k]
		}
	}
	return &s.Choices[s.Default]
}
