package pin

import (
	"slices"

	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// spell writes the program as herd7 reads it, as far as that changes nothing:
// registers by their names; a return as a branch to the end; a trap that never
// traps as a branch to the next instruction, where nothing reads what the
// compare before it sets; and no hints.
func (p *pinner) spell() {
	names := labelsOf(p.base)
	ends := map[*litmus.Thread]string{}
	p.base = insert.Rewrite(p.base, func(col *litmus.Thread, i int) []litmus.Cell {
		cell := col.Cells[i]
		op, ok := decode(cell.Instr)
		switch {
		case !ok:
			return []litmus.Cell{cell}
		case op.Kind == power.Nop && cell.Instr.Op != "dcbf" && cell.Instr.Op != "com":
			if cell.Instr = nil; len(cell.Labels) == 0 {
				return nil
			}
			return []litmus.Cell{cell}
		case op.Kind == power.Trap && !readsCR0(col):
			return branches(&cell, names.fresh("Next"))
		}
		in := power.Spell(cell.Instr)
		if op.Return && op.CR == 0 && !op.Cond.Count && op.Cond.Bit != power.SO {
			if ends[col] == "" {
				ends[col] = names.fresh("End")
			}
			in = returning(&op, ends[col])
		}
		p.was[in] = cell.Instr
		cell.Instr = in
		return []litmus.Cell{cell}
	})
	for _, col := range p.base.Columns() {
		for was, end := range ends {
			if was.Name == col.Name {
				col.Cells = append(col.Cells, litmus.Cell{Labels: []litmus.Name{{Text: end}}, Row: rows(col)})
			}
		}
	}
}

// returning returns a return as a branch to a label.
func returning(op *power.Op, end string) *litmus.Instr {
	name := "b"
	if op.Kind == power.CondBranch {
		names := map[power.Bit][2]string{power.EQ: {"bne", "beq"}, power.LT: {"bge", "blt"}, power.GT: {"ble", "bgt"}}[op.Cond.Bit]
		if name = names[0]; op.Cond.When {
			name = names[1]
		}
	}
	return instr(name, litmus.Operand{Kind: litmus.OpName, Text: end})
}

// branches writes out a trap that never traps: for each register that it reads,
// a compare of it with itself and a branch to the next instruction.
func branches(c *litmus.Cell, next string) []litmus.Cell {
	var cells []litmus.Cell
	spelt := power.Spell(c.Instr)
	for _, o := range spelt.Args[1:] {
		if o.Kind == litmus.OpReg || o.Kind == litmus.OpSym {
			cells = append(cells,
				litmus.Cell{Instr: instr("cmpw", o, o)},
				litmus.Cell{Instr: instr("beq", litmus.Operand{Kind: litmus.OpName, Text: next})})
		}
	}
	cells[0].Labels = c.Labels
	return append(cells, litmus.Cell{Labels: []litmus.Name{{Text: next}}})
}

// readsCR0 reports whether an instruction of a column uses field 0 of the
// condition register.
func readsCR0(col *litmus.Thread) bool {
	return slices.ContainsFunc(col.Cells, func(c litmus.Cell) bool {
		op, ok := decode(c.Instr)
		return ok && op.ReadsFields()&(1<<7) != 0
	})
}

func rows(col *litmus.Thread) int {
	if n := len(col.Cells); n > 0 {
		return col.Cells[n-1].Row + 1
	}
	return 0
}

// labelSet is the set of labels of a test.
type labelSet map[string]bool

func labelsOf(t *litmus.Test) labelSet {
	s := labelSet{}
	for _, col := range t.Columns() {
		for i := range col.Cells {
			for _, l := range col.Cells[i].Labels {
				s[l.Text] = true
			}
		}
	}
	return s
}

// fresh returns an unused label.
func (s labelSet) fresh(name string) string {
	fresh := name
	for i := 2; s[fresh]; i++ {
		fresh = name + itoa(i)
	}
	s[fresh] = true
	return fresh
}
