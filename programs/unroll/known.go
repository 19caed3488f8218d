package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// known is what is known of a register at some point of a thread: a constant, or nothing.
// Values that cannot be told from each other have the same number; 0 is that of a constant
// into which nothing has gone that was loaded.
type known struct {
	ok  bool
	val event.Expr
	num int
}

// constants returns, by instruction, what is known of the registers before it whatever path the
// thread takes; nil for instructions to which no path leads.
func (b *builder) constants(y *body) [][]known {
	in := make([][]known, len(y.code)+1)
	start := b.startOf(y.thread)
	first := make([]known, len(start.regs))
	for i := range first {
		first[i].val = start.regs[i].val
		_, first[i].ok = b.s.Pool.ConstValue(start.regs[i].val)
	}
	b.release(start)
	in[0] = first
	for todo := []int{0}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if i == len(y.code) {
			continue
		}
		b.work += 1 + len(first)/16
		out := b.after(&y.code[i], in[i])
		y.successors(i, func(k int) {
			if k > len(y.code) {
				return
			}
			if in[k] == nil {
				in[k] = slices.Clone(out)
				todo = append(todo, k)
				return
			}
			changed := false
			for r := range out {
				if in[k][r].ok && in[k][r] != out[r] {
					in[k][r], changed = known{}, true
				}
			}
			if changed {
				todo = append(todo, k)
			}
		})
	}
	return in
}

// after returns what is known of the registers after an instruction.
func (b *builder) after(c *code, in []known) []known {
	out := slices.Clone(in)
	if c.slot >= 0 { // what is in a choice and changes registers is code of its own
		return out
	}
	if val, ok := b.folded(c, in); ok {
		out[c.op.Dst] = known{ok: true, val: val}
		return out
	}
	c.op.Writes(func(r isa.Reg) { out[r] = known{} })
	return out
}

// folded returns the result of a computation with constants; false for other instructions.
func (b *builder) folded(c *code, in []known) (event.Expr, bool) {
	if c.op.Kind != isa.Arith {
		return 0, false
	}
	ok := true
	c.op.Reads(func(r isa.Reg) { ok = ok && in[r].ok })
	if !ok {
		return 0, false
	}
	p := b.newPath()
	p.regs = append(p.regs[:0], make([]regValue, len(in))...)
	for r := range in {
		p.regs[r].val = in[r].val
	}
	p.tested = nil
	op := c.op
	op.Record = false
	b.calculate(p, &op)
	val := p.regs[op.Dst].val
	b.release(p)
	ill := len(b.unchecked) > 0
	b.unchecked = b.unchecked[:0]
	_, constant := b.s.Pool.ConstValue(val)
	return val, constant && !ill
}

// argOf returns what is known of an operand.
func argOf(b *builder, in []known, a *isa.Arg) (event.Expr, bool) {
	if a.IsReg {
		return in[a.Reg].val, in[a.Reg].ok
	}
	return b.s.Pool.Number(a.Imm), true
}

// knownPlace returns the location that an access is to, if its address is known; else -1.
func (b *builder) knownPlace(c *code, in []known) int32 {
	x, okX := argOf(b, in, &c.op.A)
	y, okY := argOf(b, in, &c.op.B)
	if !okX || !okY {
		return -1
	}
	v, ok := b.s.Pool.ConstValue(b.s.Pool.Make(event.Add, x, y))
	if !ok {
		return -1
	}
	return b.locationAt(v, c.op.Size)
}

// storedAt returns what a store of a constant to a location leaves there.
func (b *builder) storedAt(c *code, loc int32, val event.Expr) (event.Expr, bool) {
	v, ok := b.s.Pool.ConstValue(val)
	if size := b.sizeAt(c, place{loc: loc}); ok && size < 8 {
		v, ok = event.Apply(event.ZeroExtend(size), v, event.Value{})
	}
	return b.s.Pool.Const(v), ok
}
