package pin

import (
	"slices"

	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
)

// symbol names a symbolic register of a thread.
type symbol struct {
	thread int // its ID
	name   string
}

// plain replaces symbolic registers by numbered ones while unused ones are left,
// because tools accept symbolic names in different places.
func (p *pinner) plain() {
	for th, thread := range p.base.Threads {
		eachInstr(thread, func(in *litmus.Instr) {
			for i := range in.Args {
				if o := named(&in.Args[i]); o.Kind == litmus.OpSym {
					key := symbol{thread.ID, o.Text}
					if _, known := p.symbols[key]; known {
						continue
					}
					if r, ok := p.take(th); ok {
						p.symbols[key] = r
					}
				}
			}
		})
	}
	if len(p.symbols) == 0 {
		return
	}
	p.base = insert.Rewrite(p.base, func(col *litmus.Thread, i int) []litmus.Cell {
		cell := col.Cells[i]
		if cell.Instr != nil {
			in := *cell.Instr
			in.Args = slices.Clone(in.Args)
			for k := range in.Args {
				in.Args[k] = p.operand(col.ID, in.Args[k])
			}
			p.was[&in] = p.original(cell.Instr)
			cell.Instr = &in
		}
		return []litmus.Cell{cell}
	})
	p.base.Init = slices.Clone(p.base.Init)
	for i := range p.base.Init {
		t := &p.base.Init[i].Target
		*t = p.plainLoc(*t)
	}
}

// named returns the operand that contains a register.
func named(o *litmus.Operand) *litmus.Operand {
	if o.Kind == litmus.OpMem && o.Base != nil {
		return o.Base
	}
	return o
}

// operand returns an operand with its symbolic register replaced.
func (p *pinner) operand(thread int, o litmus.Operand) litmus.Operand {
	at := named(&o)
	r, ok := p.symbols[symbol{thread, at.Text}]
	switch {
	case at.Kind != litmus.OpSym || !ok:
	case o.Kind == litmus.OpMem:
		base := reg(r)
		o.Base = &base
	default:
		o = reg(r)
	}
	return o
}

// plainLoc returns a register with its symbolic name replaced, and any other place
// unchanged.
func (p *pinner) plainLoc(l litmus.Loc) litmus.Loc {
	if r, ok := p.symbols[symbol{l.Thread, l.Name}]; ok && l.IsReg() && l.Reg < 0 {
		return regLoc(l.Thread, r)
	}
	return l
}

// original returns the instruction of the program from which one of the base was made.
func (p *pinner) original(in *litmus.Instr) *litmus.Instr {
	if was := p.was[in]; was != nil {
		return was
	}
	return in
}
