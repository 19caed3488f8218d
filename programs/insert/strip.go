package insert

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Strip returns the test without its barriers, including isync, and without its slots.
// The error holds diagnostics about unknown instructions.
func Strip(t *litmus.Test) (*litmus.Test, error) {
	if inC(t) {
		return stripC(t)
	}
	d := decoderOf(t)
	for _, col := range t.Columns() {
		d.decodeColumn(col)
	}
	if err := d.errs.Err(); err != nil {
		return nil, err
	}
	return rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := &col.Cells[i]
		if c.Slot != nil || d.ops[c.Instr].Kind == isa.Fence {
			return withLabels(c, nil)
		}
		return []litmus.Cell{*c}
	}), nil
}
