package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// A register holds a number with all 64 bits: one of a smaller type with its sign, or
// with zeros, above. A computation with a smaller type may overflow into the upper bits,
// so that a value is wide until it is converted.

// value is the result of an expression.
type value struct {
	arg  isa.Arg
	typ  kernelc.Type
	wide bool // the upper bits may not be those of the type
	bool bool // it is 0 or 1
}

// autoType is the type of variables that have the type of their value.
const autoType = "__auto_type"

var (
	intType  = kernelc.Type{Name: "int"}
	longType = kernelc.Type{Name: "long"}
)

// number returns a constant. Its type is int, or long if it needs more bits.
func number(v int64) value {
	t := intType
	if v != int64(int32(v)) {
		t = longType
	}
	return value{arg: isa.Constant(v), typ: t, bool: uint64(v) <= 1}
}

// constant returns a constant of a type.
func constant(v int64, t kernelc.Type) value {
	if n := t.Size(); n < 8 {
		v = fit(v, n, t.Signed())
	}
	return value{arg: isa.Constant(v), typ: t, bool: uint64(v) <= 1}
}

// arith emits an operation and returns its result.
func (l *lowerer) arith(alu isa.ALU, a, b isa.Arg) isa.Arg {
	r := l.temp()
	l.emit(isa.Op{Kind: isa.Arith, ALU: alu, Dst: r, A: a, B: b})
	return isa.Register(r)
}

// with returns a value that also depends on others.
func (l *lowerer) with(v isa.Arg, others ...isa.Arg) isa.Arg {
	for _, o := range others {
		if o.IsReg {
			r := l.temp()
			l.emit(isa.Op{Kind: isa.Arith, ALU: isa.And, Dst: r, A: o, B: isa.Constant(0), C: v})
			v = l.arith(isa.Add, v, isa.Register(r))
		}
	}
	return v
}

// size returns the size in which a type computes: at least that of an int.
func size(t kernelc.Type) int { return max(4, t.Size()) }

// common returns the type in which an operation on two values computes.
func common(x, y value) kernelc.Type {
	switch {
	case x.typ.Stars > 0:
		return x.typ
	case y.typ.Stars > 0:
		return y.typ
	case size(x.typ) > size(y.typ):
		return promoted(x.typ)
	case size(y.typ) > size(x.typ):
		return promoted(y.typ)
	case !promoted(x.typ).Signed():
		return promoted(x.typ)
	}
	return promoted(y.typ)
}

// promoted returns the type of a value in a computation: int for a smaller one.
func promoted(t kernelc.Type) kernelc.Type {
	if t.Size() < 4 {
		return intType
	}
	return t
}

// convert returns a value as one of another type.
func (l *lowerer) convert(v value, t kernelc.Type) value {
	if t.Bool() {
		v = l.truth(v)
	}
	from, to := v.typ.Size(), t.Size()
	if from < to {
		v = l.narrow(v)
	}
	fits := !v.wide && from < to && !(v.typ.Signed() && !t.Signed()) || !v.wide && from == to && v.typ.Signed() == t.Signed()
	switch {
	case v.bool, to == 0, to == 8, fits:
	case !v.arg.IsReg:
		v.arg.Imm = fit(v.arg.Imm, to, t.Signed())
	default:
		v.arg = l.extend(v.arg, to, t.Signed())
	}
	return value{arg: v.arg, typ: t, bool: v.bool}
}

// narrow returns a value whose upper bits are those of its type.
func (l *lowerer) narrow(v value) value {
	if !v.wide {
		return v
	}
	v.wide = false
	switch n := v.typ.Size(); {
	case n >= 8 || n == 0:
	case v.arg.IsReg:
		v.arg = l.extend(v.arg, n, v.typ.Signed())
	default:
		v.arg.Imm = fit(v.arg.Imm, n, v.typ.Signed())
	}
	return v
}

// extend returns the low bytes of a register as a number with or without a sign.
func (l *lowerer) extend(a isa.Arg, bytes int, signed bool) isa.Arg {
	if signed {
		return l.arith(map[int]isa.ALU{1: isa.Ext8, 2: isa.Ext16, 4: isa.Ext32}[bytes], a, isa.Arg{})
	}
	return l.arith(isa.And, a, isa.Constant(1<<(8*bytes)-1))
}

// fit is extend for a constant.
func fit(v int64, bytes int, signed bool) int64 {
	unused := 64 - 8*bytes
	if signed {
		return v << unused >> unused
	}
	return int64(uint64(v) << unused >> unused)
}

// truth returns 1 for a value other than 0, else 0.
func (l *lowerer) truth(v value) value {
	if v.bool {
		return v
	}
	return l.not(l.not(v))
}

// not returns 1 for 0, and 0 for other values.
func (l *lowerer) not(v value) value {
	v = l.narrow(v)
	return value{arg: l.arith(isa.Equal, v.arg, isa.Constant(0)), typ: intType, bool: true}
}

// assign gives a variable a value.
func (l *lowerer) assign(name string, v value) value {
	switch l.types[name].Name {
	case "": // used without a declaration
		l.types[name] = longType
	case autoType:
		l.types[name] = v.typ
	}
	v = l.convert(v, l.types[name])
	r := l.regs.Symbolic(name)
	if n := len(l.steps); n > 0 && v.arg.IsReg && len(l.labels) == 0 && l.steps[n-1].Slot == nil {
		// The last step has computed it for this purpose alone.
		if op := &l.steps[n-1].Op; (op.Kind == isa.Arith || op.Kind == isa.Load) && op.Dst == v.arg.Reg && l.isTemp(op.Dst) {
			op.Dst = r
			v.arg = isa.Register(r)
			return v
		}
	}
	l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: v.arg})
	v.arg = isa.Register(r)
	return v
}

// isTemp reports whether a register holds an intermediate result.
func (l *lowerer) isTemp(r isa.Reg) bool { return l.regs.Symbol(r)[0] == '#' }
