package isa

import (
	"github.com/fencewise/fencewise/programs/litmus"
)

// RegisterFile holds the names of the registers of an instruction set, by number.
type RegisterFile []string

// Registers numbers the symbolic registers of one test and names all its registers.
type Registers struct {
	File  RegisterFile
	Plain bool // symbolic registers are written without a percent sign
	syms  []string
	index map[string]Reg // of syms, if there are many
}

// linearSearchMax is the largest number of names for which linear search beats a map.
const linearSearchMax = 16

// Symbolic returns the register with a symbolic name, without percent sign. A new name gets
// the next number.
func (d *Registers) Symbolic(name string) Reg {
	if d.index != nil {
		if r, ok := d.index[name]; ok {
			return r
		}
	} else {
		for i, s := range d.syms {
			if s == name {
				return Reg(len(d.File) + i)
			}
		}
	}
	r := Reg(d.Len())
	d.syms = append(d.syms, name)
	switch {
	case d.index != nil:
		d.index[name] = r
	case len(d.syms) > linearSearchMax:
		d.index = make(map[string]Reg, 2*len(d.syms))
		for i, s := range d.syms {
			d.index[s] = Reg(len(d.File) + i)
		}
	}
	return r
}

// IsSymbolic reports whether a register is symbolic.
func (d *Registers) IsSymbolic(r Reg) bool { return int(r) >= len(d.File) }

// Of returns the register that an operand names, as an input.
func (d *Registers) Of(o *litmus.Operand) Arg {
	if o.Kind == litmus.OpSym {
		return Register(d.Symbolic(o.Text))
	}
	return Register(Reg(o.Num))
}

// Name returns the register as written: "r5", "ctr", "%x" or, where symbolic registers
// have no percent sign, "x".
func (d *Registers) Name(r Reg) string {
	switch {
	case !d.IsSymbolic(r):
		return d.File[r]
	case d.Plain:
		return d.Symbol(r)
	}
	return "%" + d.Symbol(r)
}

// Symbol returns the name of a symbolic register, without percent sign.
func (d *Registers) Symbol(r Reg) string { return d.syms[int(r)-len(d.File)] }

// Len returns the number of registers: those of the file, and the symbolic ones met
// so far.
func (d *Registers) Len() int { return len(d.File) + len(d.syms) }
