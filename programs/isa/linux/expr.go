package linux

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// value lowers an expression and returns its value.
func (l *lowerer) value(x kernelc.Expr) value {
	switch x := x.(type) {
	case *kernelc.Number:
		return constant(x.Val, x.Type())
	case *kernelc.Ident:
		return l.ident(x)
	case *kernelc.Unary:
		return l.unary(x)
	case *kernelc.Binary:
		return l.binary(x)
	case *kernelc.Assign:
		return l.assignment(x)
	case *kernelc.IncDec:
		return l.incDec(x)
	case *kernelc.Ternary:
		return l.ternary(x)
	case *kernelc.Cast:
		v := l.value(x.X)
		if x.Type.Size() == 0 { // void
			return v
		}
		return l.convert(v, x.Type)
	case *kernelc.Call:
		return l.call(x)
	case *kernelc.Index:
		return l.load(l.address(x), 0)
	case *kernelc.StmtExpr:
		return l.stmtExpr(x)
	case *kernelc.Asm:
		l.fail(x, diag.KernelCNoValue, "inline assembly has no value")
	case *kernelc.OpRef:
		l.fail(x, diag.KernelCUnsupported, "an operator without operands")
	default:
		panic(fmt.Sprintf("linux: unknown expression %T", x))
	}
	return number(0)
}

// effect lowers an expression whose value nothing uses.
func (l *lowerer) effect(x kernelc.Expr) {
	switch x := x.(type) {
	case *kernelc.Call:
		l.perform(x)
	case *kernelc.Asm:
		l.asm(x)
	case *kernelc.IncDec: // r++ is ++r
		before := *x
		before.Postfix = false
		l.incDec(&before)
	default:
		l.value(x)
	}
}

func (l *lowerer) ident(x *kernelc.Ident) value {
	switch x.Kind {
	case kernelc.Location:
		name := isa.ParameterRegister(x.Name)
		return value{arg: isa.Register(l.regs.Symbolic(name)), typ: l.types[name]}
	case kernelc.LocalVar:
		if x.Name == theValue && l.read != nil {
			return *l.read
		}
		r := l.regs.Symbolic(x.Name)
		if l.inCond {
			l.tested = append(l.tested, r)
		}
		t := l.types[x.Name]
		if t.Name == "" {
			t = longType
		}
		return value{arg: isa.Register(r), typ: t}
	}
	panic(fmt.Sprintf("linux: %s is a parameter of a macro", x.Name))
}

func (l *lowerer) unary(x *kernelc.Unary) value {
	switch x.Op {
	case kernelc.Deref:
		return l.load(l.address(x), 0)
	case kernelc.Addr:
		if id, ok := x.X.(*kernelc.Ident); ok {
			d := l.fail(x, diag.KernelCUnsupported, "the address of a variable cannot be used")
			if id.Kind == kernelc.Location {
				d.WithFix("write %s: a parameter is the address of its location", id.Name)
			}
			return number(0)
		}
		at := l.address(x.X)
		at.typ.Stars++
		return value{arg: at.addr, typ: at.typ}
	}
	v := l.value(x.X)
	t := promoted(v.typ)
	switch x.Op {
	case kernelc.Pos:
		return v
	case kernelc.Neg:
		return l.fold(value{arg: l.arith(isa.Sub, isa.Constant(0), v.arg), typ: t, wide: true}, v, func(n int64) int64 { return -n })
	case kernelc.BitNot:
		return l.fold(value{arg: l.arith(isa.Xor, v.arg, isa.Constant(-1)), typ: t, wide: v.wide || !t.Signed()}, v, func(n int64) int64 { return ^n })
	case kernelc.LogNot:
		return l.not(v)
	}
	panic(fmt.Sprintf("linux: unknown unary operator %d", x.Op))
}

// fold replaces the operation that was just emitted by its result if its operand is a
// constant.
func (l *lowerer) fold(v, operand value, f func(int64) int64) value {
	if operand.arg.IsReg {
		return v
	}
	last := &l.steps[len(l.steps)-1]
	l.labels = append(last.Labels, l.labels...)
	l.steps = l.steps[:len(l.steps)-1]
	return constant(f(operand.arg.Imm), v.typ)
}

// address lowers an expression that denotes memory.
func (l *lowerer) address(x kernelc.Expr) place {
	switch x := x.(type) {
	case *kernelc.Unary:
		if x.Op == kernelc.Deref {
			return pointed(l.value(x.X))
		}
	case *kernelc.Index:
		return pointed(l.binaryOp(x, kernelc.Add, l.value(x.X), l.value(x.I)))
	case *kernelc.Cast:
		return l.address(x.X)
	case *kernelc.Ident:
		d := l.fail(x, diag.KernelCUnsupported, "%s is not in memory", x.Name)
		if x.Kind == kernelc.Location {
			d.Note("a parameter is the address of its location").WithFix("write *%s", x.Name)
		} else {
			d.Note("it is a variable of the thread").WithFix("use its value, without the macro")
		}
		return place{typ: intType}
	}
	l.fail(x, diag.KernelCUnsupported, "this is not a place in memory").WithFix("write * before a pointer")
	return place{typ: intType}
}

func (l *lowerer) assignment(x *kernelc.Assign) value {
	if id, ok := x.L.(*kernelc.Ident); ok {
		if id.Kind == kernelc.Location {
			l.fail(x, diag.KernelCUnsupported, "%s is the address of a location and cannot be changed", id.Name).
				WithFix("write *%s to store to the location", id.Name)
			return number(0)
		}
		v := l.value(x.R)
		if x.Op != kernelc.None {
			v = l.binaryOp(x, x.Op, l.ident(id), v)
		}
		return l.assign(id.Name, v)
	}
	at := l.address(x.L)
	if x.Op == kernelc.None {
		return l.store(at, l.value(x.R), 0)
	}
	old := l.load(at, 0)
	return l.store(at, l.binaryOp(x, x.Op, old, l.value(x.R)), 0)
}

func (l *lowerer) incDec(x *kernelc.IncDec) value {
	one := number(1)
	if id, ok := x.X.(*kernelc.Ident); ok && id.Kind == kernelc.LocalVar {
		old := l.ident(id)
		if x.Postfix {
			old.arg = l.arith(isa.Add, old.arg, isa.Arg{})
		}
		v := l.assign(id.Name, l.binaryOp(x, x.Op, old, one))
		if x.Postfix {
			return old
		}
		return v
	}
	at := l.address(x.X)
	old := l.load(at, 0)
	v := l.store(at, l.binaryOp(x, x.Op, old, one), 0)
	if x.Postfix {
		return old
	}
	return v
}

// ternary lowers c ? x : y. It branches only if one of the two does something.
func (l *lowerer) ternary(x *kernelc.Ternary) value {
	otherwise, end := l.label("else"), l.label("end of ?:")
	outer, tested, loaded := l.inCond, l.tested, l.loaded
	r := l.temp()
	l.branch(x.Cond, false, otherwise)
	l.inCond, l.tested = outer, tested
	v := l.narrow(l.value(x.X))
	l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: v.arg})
	l.jump(end)
	l.mark(otherwise)
	w := l.narrow(l.value(x.Y))
	l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: w.arg})
	l.mark(end)
	l.loaded = loaded // the result depends on those of the two ways
	if l.inCond {
		l.tested = append(l.tested, r)
	}
	t := common(v, w)
	return value{arg: isa.Register(r), typ: t, wide: t.Size() < 8 && !t.Signed(), bool: v.bool && w.bool}
}

// stmtExpr lowers ({ … }): its value is that of the last statement.
func (l *lowerer) stmtExpr(x *kernelc.StmtExpr) value {
	v := number(0)
	l.depth++
	for i, s := range x.Body.Stmts {
		e, ok := s.(*kernelc.ExprStmt)
		if ok && e.X != nil && i == len(x.Body.Stmts)-1 {
			v = l.value(e.X)
		} else {
			l.stmt(s)
		}
	}
	l.depth--
	return v
}
