package insert

import (
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// Strip takes every barrier and every slot out of a test, isync included. The
// error holds diagnostics of instructions that are not known.
func Strip(t *litmus.Test) (*litmus.Test, error) {
	d := &decoder{}
	for _, col := range t.Columns() {
		d.column(col)
	}
	if err := d.errs.Err(); err != nil {
		return nil, err
	}
	return rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := &col.Cells[i]
		if c.Slot != nil || d.ops[c.Instr].Kind == power.Fence {
			return labelled(c, nil)
		}
		return []litmus.Cell{*c}
	}), nil
}
