package pin

import (
	"slices"

	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// spell writes the program in forms that herd7 reads, as far as that changes nothing:
// registers by their names; a return as a branch to the end; a trap that never traps as
// a branch to the next instruction, if nothing reads what the compare before it sets;
// and no hints.
func (p *pinner) spell() {
	names := labelsOf(p.base)
	ends := map[*litmus.Thread]string{}
	p.base = insert.Rewrite(p.base, func(col *litmus.Thread, i int) []litmus.Cell {
		cell := col.Cells[i]
		op, ok := p.decode(cell.Instr)
		switch {
		case !ok:
			return []litmus.Cell{cell}
		case op.Kind == isa.Nop && cell.Instr.Op != "dcbf" && cell.Instr.Op != "com":
			if cell.Instr = nil; len(cell.Labels) == 0 {
				return nil
			}
			return []litmus.Cell{cell}
		case op.Kind == isa.Trap && !p.readsCR0(col):
			return p.branches(&cell, names.fresh("Next"))
		}
		in := p.set.Herd.Instr(cell.Instr)
		if op.Return && p.set.Herd.Jump(&op, "") != nil {
			if ends[col] == "" {
				ends[col] = names.fresh("End")
			}
			in = p.set.Herd.Jump(&op, ends[col])
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

// branches writes out a trap that never traps: for each register that it reads,
// a compare of it with itself and a branch to the next instruction.
func (p *pinner) branches(c *litmus.Cell, next string) []litmus.Cell {
	var cells []litmus.Cell
	spelt := p.set.Herd.Instr(c.Instr)
	for _, o := range spelt.Args[1:] {
		if o.Kind == litmus.OpReg || o.Kind == litmus.OpSym {
			both := p.set.Herd.Depend(o, 0, next, true)
			cells = append(cells, litmus.Cell{Instr: both[0]}, litmus.Cell{Instr: both[1]})
		}
	}
	cells[0].Labels = c.Labels
	return append(cells, litmus.Cell{Labels: []litmus.Name{{Text: next}}})
}

// readsCR0 reports whether an instruction of a column uses field 0 of the
// condition register.
func (p *pinner) readsCR0(col *litmus.Thread) bool {
	return slices.ContainsFunc(col.Cells, func(c litmus.Cell) bool {
		op, ok := p.decode(c.Instr)
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
