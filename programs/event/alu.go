package event

import "github.com/fencewise/fencewise/programs/power"

// direct is the operator of the functions that have one of their own.
var direct = [...]Op{
	power.Add: Add, power.Sub: Sub, power.And: And, power.Or: Or, power.Xor: Xor,
	power.Mul: Mul, power.DivD: Div, power.DivDU: DivU,
	power.Ext8: Ext8, power.Ext16: Ext16, power.Ext32: Ext32, power.CountD: Zeros,
}

// alu is the value of an arithmetic instruction on x, y and z (ISA Book I
// 3.3.9 to 3.3.14). Where the ISA leaves something undefined there is one
// value nevertheless: 0 for a division by zero, the sign or zeros in the upper
// half of a quotient of words.
func (b *builder) alu(op *power.Op, x, y, z Expr) Expr {
	mk := b.make
	num := func(v int64) Expr { return b.s.Pool.Number(v) }
	not := func(e Expr) Expr { return mk(Xor, e, num(-1)) }
	switch op.ALU {
	case power.Nand:
		return not(mk(And, x, y))
	case power.Nor:
		return not(mk(Or, x, y))
	case power.AndC:
		return mk(And, x, not(y))
	case power.OrC:
		return mk(Or, x, not(y))
	case power.Eqv:
		return not(mk(Xor, x, y))
	case power.MulW:
		return mk(Mul, mk(Ext32, x, 0), mk(Ext32, y, 0))
	case power.DivW:
		return mk(Div, mk(Ext32, x, 0), mk(Ext32, y, 0))
	case power.DivWU:
		return mk(DivU, mk(Low32, x, 0), mk(Low32, y, 0))
	// The amount of a shift has one bit more than it needs, so that all bits
	// can be shifted out.
	case power.ShlW:
		return mk(Low32, mk(Shl, x, mk(And, y, num(63))), 0)
	case power.ShrW:
		return mk(Shr, mk(Low32, x, 0), mk(And, y, num(63)))
	case power.SarW:
		return mk(Sar, mk(Ext32, x, 0), mk(And, y, num(63)))
	case power.ShlD:
		return mk(Shl, x, mk(And, y, num(127)))
	case power.ShrD:
		return mk(Shr, x, mk(And, y, num(127)))
	case power.SarD:
		return mk(Sar, x, mk(And, y, num(127)))
	case power.CountW:
		return mk(Sub, mk(Zeros, mk(Low32, x, 0), 0), num(32))
	case power.RotW:
		return b.insert(mk(Rot, mk(Twice, x, 0), y), op.Mask, z)
	case power.RotD:
		return b.insert(mk(Rot, x, y), op.Mask, z)
	}
	return mk(direct[op.ALU], x, y)
}

// insert is the bits of x under the mask, and those of z elsewhere.
func (b *builder) insert(x Expr, mask int64, z Expr) Expr {
	pool := b.s.Pool
	in := x
	if mask != -1 {
		in = b.make(And, x, pool.Number(mask))
	}
	if z == False { // no register: the number 0
		return in
	}
	return b.make(Or, in, b.make(And, z, pool.Number(^mask)))
}
