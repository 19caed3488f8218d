package insert

import (
	"github.com/fencewise/fencewise/programs/litmus"
)

// rewrite makes a test in which each cell is replaced by some cells. Cells that
// stood in one row stay in one: what is new in a column moves the rows below it
// in all of them.
func rewrite(t *litmus.Test, replace func(column *litmus.Thread, i int) []litmus.Cell) *litmus.Test {
	cells := map[*litmus.Thread][][]litmus.Cell{}
	var height []int // of each row from now on
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
	end := make([]int, len(height)) // the row behind each
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

// labelled returns cells with the labels of the cell that they replace before
// them. An empty cell is left out.
func labelled(c *litmus.Cell, by []litmus.Cell) []litmus.Cell {
	if len(by) == 0 && len(c.Labels) > 0 {
		by = []litmus.Cell{{Span: c.Span}}
	}
	if len(by) > 0 {
		by[0].Labels = c.Labels
	}
	return by
}

// Fill puts a choice into each slot and takes the slot away: the one that set names, else
// the one in the test. ctrl() is written out, see speller. Names and choices that the test
// does not have are ignored; the builder of event structures reports them.
func Fill(t *litmus.Test, set map[string]string) *litmus.Test {
	s := &speller{t: t}
	return rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := &col.Cells[i]
		if c.Slot == nil {
			return []litmus.Cell{*c}
		}
		return labelled(c, s.spell(col, i, chosen(c.Slot, set).Instrs))
	})
}

// chosen is the choice that stands in a slot.
func chosen(s *litmus.Slot, set map[string]string) *litmus.Choice {
	for k := range s.Choices {
		if s.Choices[k].Text == set[s.Name] {
			return &s.Choices[k]
		}
	}
	return &s.Choices[s.Default]
}
