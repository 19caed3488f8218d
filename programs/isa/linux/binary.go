package linux

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

func (l *lowerer) binary(x *kernelc.Binary) value {
	switch x.Op {
	case kernelc.Comma:
		l.effect(x.X)
		return l.value(x.Y)
	case kernelc.LogAnd, kernelc.LogOr:
		return l.logical(x)
	default: // both operands are computed
	}
	v := l.value(x.X)
	return l.binaryOp(x, x.Op, v, l.value(x.Y))
}

// logical lowers && and ||. The right side is behind a branch if it does something;
// otherwise the result depends on both sides.
func (l *lowerer) logical(x *kernelc.Binary) value {
	v := l.truth(l.value(x.X))
	if !acts(x.Y) {
		op := isa.And
		if x.Op == kernelc.LogOr {
			op = isa.Or
		}
		w := l.truth(l.value(x.Y))
		return value{arg: l.arith(op, v.arg, w.arg), typ: intType, bool: true}
	}
	r, end := l.temp(), l.label("end of "+map[kernelc.Op]string{kernelc.LogAnd: "&&", kernelc.LogOr: "||"}[x.Op])
	l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: v.arg})
	l.emit(isa.Op{Kind: isa.CondBranch, A: isa.Register(r), B: isa.Register(r), Cond: isa.Cond{Reg: true, When: x.Op == kernelc.LogOr}, Target: end})
	loaded := l.loaded // not those behind the branch: the result depends on them
	w := l.truth(l.value(x.Y))
	l.loaded = loaded
	l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: w.arg})
	l.mark(end)
	if l.inCond {
		l.tested = append(l.tested, r)
	}
	return value{arg: isa.Register(r), typ: intType, bool: true}
}

// acts reports whether an expression does more than computing with variables.
func acts(x kernelc.Expr) bool {
	switch x := x.(type) {
	case *kernelc.Number, *kernelc.Ident, *kernelc.OpRef:
		return false
	case *kernelc.Unary:
		return x.Op == kernelc.Deref || acts(x.X)
	case *kernelc.Binary:
		return acts(x.X) || acts(x.Y)
	case *kernelc.Ternary:
		return acts(x.Cond) || acts(x.X) || acts(x.Y)
	case *kernelc.Cast:
		return acts(x.X)
	case *kernelc.Assign, *kernelc.IncDec, *kernelc.Call, *kernelc.Index, *kernelc.StmtExpr, *kernelc.Asm:
		return true
	default:
		panic(fmt.Sprintf("linux: unknown expression %T", x))
	}
}

// binaryOp lowers an operation on two values.
func (l *lowerer) binaryOp(at kernelc.Node, op kernelc.Op, x, y value) value {
	t := common(x, y)
	switch op {
	case kernelc.Add, kernelc.Sub:
		x, y = l.scale(x, y)
		alu := isa.Add
		if op == kernelc.Sub {
			alu = isa.Sub
		}
		v := value{arg: l.arith(alu, x.arg, y.arg), typ: t, wide: t.Size() < 8}
		if op == kernelc.Sub && x.typ.Stars > 0 && y.typ.Stars > 0 {
			v.typ = longType
			if n := elemSize(x.typ); n > 1 {
				v.arg = l.arith(isa.DivD, v.arg, isa.Constant(int64(n)))
			}
		}
		return v
	case kernelc.Mul:
		return value{arg: l.arith(isa.Mul, x.arg, y.arg), typ: t, wide: t.Size() < 8}
	case kernelc.Div, kernelc.Rem:
		x, y = l.convert(x, t), l.convert(y, t)
		alu := isa.DivDU
		if t.Signed() {
			alu = isa.DivD
		}
		q := l.arith(alu, x.arg, y.arg)
		if op == kernelc.Div {
			return value{arg: q, typ: t, wide: t.Size() < 8}
		}
		return value{arg: l.arith(isa.Sub, x.arg, l.arith(isa.Mul, q, y.arg)), typ: t}
	case kernelc.And, kernelc.Or, kernelc.Xor:
		alu := map[kernelc.Op]isa.ALU{kernelc.And: isa.And, kernelc.Or: isa.Or, kernelc.Xor: isa.Xor}[op]
		x, y = l.convert(x, t), l.convert(y, t)
		return value{arg: l.arith(alu, x.arg, y.arg), typ: t, bool: x.bool && y.bool}
	case kernelc.Shl, kernelc.Shr:
		t = promoted(x.typ)
		x, y = l.convert(x, t), l.narrow(y)
		switch {
		case op == kernelc.Shl:
			return value{arg: l.arith(isa.ShlD, x.arg, y.arg), typ: t, wide: t.Size() < 8}
		case t.Signed():
			return value{arg: l.arith(isa.SarD, x.arg, y.arg), typ: t}
		}
		return value{arg: l.arith(isa.ShrD, x.arg, y.arg), typ: t}
	default:
		return l.comparison(op, l.convert(x, t), l.convert(y, t), t)
	}
}

// comparison lowers a comparison of two values of one type.
func (l *lowerer) comparison(op kernelc.Op, x, y value, t kernelc.Type) value {
	less := isa.LessU
	if t.Signed() {
		less = isa.Less
	}
	is := func(alu isa.ALU, a, b value) value {
		return value{arg: l.arith(alu, a.arg, b.arg), typ: intType, bool: true}
	}
	switch op {
	case kernelc.Eq:
		return is(isa.Equal, x, y)
	case kernelc.Ne:
		return l.not(is(isa.Equal, x, y))
	case kernelc.Lt:
		return is(less, x, y)
	case kernelc.Gt:
		return is(less, y, x)
	case kernelc.Le:
		return l.not(is(less, y, x))
	case kernelc.Ge:
		return l.not(is(less, x, y))
	default:
		panic(fmt.Sprintf("linux: unknown operator %d", op))
	}
}

// scale multiplies the number in the sum of a pointer and a number by the size of what the
// pointer points to.
func (l *lowerer) scale(x, y value) (value, value) {
	by := func(v value, n int) value {
		switch v = l.narrow(v); {
		case n <= 1:
		case v.arg.IsReg:
			v.arg = l.arith(isa.Mul, v.arg, isa.Constant(int64(n)))
		default:
			v.arg.Imm *= int64(n)
		}
		return v
	}
	switch {
	case x.typ.Stars > 0 && y.typ.Stars == 0:
		y = by(y, elemSize(x.typ))
	case y.typ.Stars > 0 && x.typ.Stars == 0:
		x = by(x, elemSize(y.typ))
	}
	return x, y
}

func elemSize(t kernelc.Type) int { return t.Elem().Size() }
