package power

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/litmus"
)

// Registers numbers the symbolic registers of one test and names all of them.
type Registers struct {
	syms  []string
	index map[string]Reg // of syms, once they are many
}

// few is up to how many names a look at each is quicker than a map.
const few = 16

// Symbolic is the register of the symbolic name, without its percent sign.
func (d *Registers) Symbolic(name string) Reg {
	if d.index != nil {
		if r, ok := d.index[name]; ok {
			return r
		}
	} else {
		for i, s := range d.syms {
			if s == name {
				return Reg(-1 - i)
			}
		}
	}
	d.syms = append(d.syms, name)
	r := Reg(-len(d.syms))
	switch {
	case d.index != nil:
		d.index[name] = r
	case len(d.syms) > few:
		d.index = make(map[string]Reg, 2*len(d.syms))
		for i, s := range d.syms {
			d.index[s] = Reg(-1 - i)
		}
	}
	return r
}

// Of returns the register that an operand names, as an input.
func (d *Registers) Of(o *litmus.Operand) Arg {
	if o.Kind == litmus.OpSym {
		return register(d.Symbolic(o.Text))
	}
	return register(Reg(o.Num))
}

// Name is the register as written: "r5", "ctr" or "%x".
func (d *Registers) Name(r Reg) string {
	switch {
	case r < 0:
		return "%" + d.syms[-1-r]
	case r == CTR:
		return "ctr"
	}
	return "r" + strconv.Itoa(int(r))
}

// Symbols is the number of symbolic registers met so far.
func (d *Registers) Symbols() int { return len(d.syms) }
