package litmus

// Instructions and operands are many and small. They are taken from slabs, so a
// usual test needs only a few allocations for all of them. A slab never grows, so
// pointers into it stay valid.

func (p *parser) newInstr() *Instr {
	if len(p.instrSlab) == cap(p.instrSlab) {
		p.instrSlab = make([]Instr, 0, 16)
	}
	p.instrSlab = append(p.instrSlab, Instr{})
	return &p.instrSlab[len(p.instrSlab)-1]
}

// keepArgs moves the operands from argStack[base:] to a slab.
func (p *parser) keepArgs(base int) []Operand {
	args := p.argStack[base:]
	p.argStack = p.argStack[:base]
	if len(args) == 0 {
		return nil
	}
	if cap(p.argSlab)-len(p.argSlab) < len(args) {
		p.argSlab = make([]Operand, 0, max(48, len(args)))
	}
	from := len(p.argSlab)
	p.argSlab = append(p.argSlab, args...)
	return p.argSlab[from:len(p.argSlab):len(p.argSlab)]
}

// keepArg moves one operand to a slab.
func (p *parser) keepArg(o Operand) *Operand {
	p.argStack = append(p.argStack, o)
	return &p.keepArgs(len(p.argStack) - 1)[0]
}

// keepValue moves one value to a slab and returns it as a slice of length one.
func (p *parser) keepValue(v Value) []Value {
	if len(p.valueSlab) == cap(p.valueSlab) {
		p.valueSlab = make([]Value, 0, 8)
	}
	p.valueSlab = append(p.valueSlab, v)
	n := len(p.valueSlab)
	return p.valueSlab[n-1 : n : n]
}
