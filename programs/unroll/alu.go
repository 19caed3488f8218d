package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// operators maps functions to operators, for those that are one operator. The others have
// the zero operator here, event.Const.
var operators = [...]event.Op{
	isa.Add: event.Add, isa.Sub: event.Sub, isa.And: event.And, isa.Or: event.Or, isa.Xor: event.Xor,
	isa.Mul: event.Mul, isa.DivD: event.Div, isa.DivDU: event.DivU,
	isa.Equal: event.Same, isa.Less: event.Less, isa.LessU: event.LessU,
	isa.Ext8: event.Ext8, isa.Ext16: event.Ext16, isa.Ext32: event.Ext32, isa.CountD: event.Zeros,
}

// alu returns the value that an arithmetic instruction computes from x, y and z (ISA
// Book I 3.3.9 to 3.3.14). Where the ISA leaves the value undefined, it has a fixed one
// here: 0 for a division by zero; for a quotient of words, the sign or zeros in the upper
// half.
func (b *builder) alu(op *isa.Op, x, y, z event.Expr) event.Expr {
	mk := b.compute
	num := func(v int64) event.Expr { return b.s.Pool.Number(v) }
	not := func(e event.Expr) event.Expr { return mk(event.Xor, e, num(-1)) }
	switch op.ALU {
	case isa.Nand:
		return not(mk(event.And, x, y))
	case isa.Nor:
		return not(mk(event.Or, x, y))
	case isa.AndC:
		return mk(event.And, x, not(y))
	case isa.OrC:
		return mk(event.Or, x, not(y))
	case isa.Eqv:
		return not(mk(event.Xor, x, y))
	case isa.MulW:
		return mk(event.Mul, mk(event.Ext32, x, 0), mk(event.Ext32, y, 0))
	case isa.DivW:
		return mk(event.Div, mk(event.Ext32, x, 0), mk(event.Ext32, y, 0))
	case isa.DivWU:
		return mk(event.DivU, mk(event.Low32, x, 0), mk(event.Low32, y, 0))
	// The amount of a shift has one bit more than the width needs, so that all bits can be
	// shifted out.
	case isa.ShlW:
		return mk(event.Low32, mk(event.Shl, x, mk(event.And, y, num(63))), 0)
	case isa.ShrW:
		return mk(event.Shr, mk(event.Low32, x, 0), mk(event.And, y, num(63)))
	case isa.SarW:
		return mk(event.Sar, mk(event.Ext32, x, 0), mk(event.And, y, num(63)))
	case isa.ShlD:
		return mk(event.Shl, x, mk(event.And, y, num(127)))
	case isa.ShrD:
		return mk(event.Shr, x, mk(event.And, y, num(127)))
	case isa.SarD:
		return mk(event.Sar, x, mk(event.And, y, num(127)))
	case isa.CountW:
		return mk(event.Sub, mk(event.Zeros, mk(event.Low32, x, 0), 0), num(32))
	case isa.RotW:
		return b.insert(mk(event.Rot, mk(event.Twice, x, 0), y), op.Mask, z)
	case isa.RotD:
		return b.insert(mk(event.Rot, x, y), op.Mask, z)
	}
	if int(op.ALU) >= len(operators) || operators[op.ALU] == event.Const {
		panic(fmt.Sprintf("unroll: unknown arithmetic function %d", op.ALU))
	}
	return mk(operators[op.ALU], x, y)
}

// insert returns the bits of x where the mask has ones, and those of z elsewhere.
func (b *builder) insert(x event.Expr, mask int64, z event.Expr) event.Expr {
	pool := b.s.Pool
	in := x
	if mask != -1 {
		in = b.compute(event.And, x, pool.Number(mask))
	}
	if z == event.False { // no register: the number 0
		return in
	}
	return b.compute(event.Or, in, b.compute(event.And, z, pool.Number(^mask)))
}
