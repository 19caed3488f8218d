package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Decoder decodes the instructions of one test and numbers its symbolic
// registers. The zero Decoder is ready for use.
type Decoder struct {
	syms []string
}

// Symbolic is the register of the symbolic name, without its percent sign.
func (d *Decoder) Symbolic(name string) Reg {
	for i, s := range d.syms {
		if s == name {
			return Reg(-1 - i)
		}
	}
	d.syms = append(d.syms, name)
	return Reg(-len(d.syms))
}

// Name is the register as written: "r5" or "%x".
func (d *Decoder) Name(r Reg) string {
	if r < 0 {
		return "%" + d.syms[-1-r]
	}
	return "r" + itoa(int64(r))
}

// Symbols is the number of symbolic registers met so far.
func (d *Decoder) Symbols() int { return len(d.syms) }

// Decode says what the instruction does. The error is a *diag.Diagnostic.
func (d *Decoder) Decode(in *litmus.Instr) (Op, error) {
	e, ok := table[in.Op]
	if !ok {
		dg := diag.New(in.OpAt, diag.PowerUnknown, "unknown instruction %q", in.Op)
		if near := diag.Nearest(in.Op, Mnemonics()); near != "" {
			dg.WithFix("did you mean %q?", near)
		} else {
			dg.Note("known instructions are listed by: fencewise check --help-instructions")
		}
		return Op{}, dg
	}
	a := args{d: d, in: in, e: e, rest: in.Args}
	op := a.fill()
	if a.err == nil && len(a.rest) > 0 {
		a.fail(a.rest[0].Span, diag.PowerOperands, "%s has too many operands", in.Op)
	}
	if a.err != nil {
		return Op{}, a.err
	}
	return op, nil
}

// args reads the operands of one instruction from left to right; the first
// thing wrong is kept.
type args struct {
	d    *Decoder
	in   *litmus.Instr
	e    entry
	rest []litmus.Operand
	err  *diag.Diagnostic
}

func (a *args) fail(at diag.Span, code diag.Code, format string, v ...any) {
	if a.err == nil {
		a.err = diag.New(at, code, format, v...).Note("%s", a.usage())
	}
}

func (a *args) usage() string {
	if u := usage[a.e.form]; u != "" {
		return "expected: " + a.in.Op + " " + u
	}
	return "expected: " + a.in.Op + ", without operands"
}

// fill reads the operands that the form of the instruction asks for.
func (a *args) fill() Op {
	op := a.e.op
	switch a.e.form {
	case formRI: // li is addi from register 0, which reads as 0
		op.Dst = a.reg()
		op.A = constant(0)
		op.B = constant(a.imm())
	case formRR: // mr is or with the same register twice; one is enough here
		op.Dst = a.reg()
		op.A, op.B = register(a.reg()), constant(0)
	case formRRR:
		op.Dst = a.reg()
		op.A, op.B = register(a.reg()), register(a.reg())
		if a.e.swap {
			op.A, op.B = op.B, op.A
		}
	case formRRI:
		op.Dst = a.reg()
		op.A = a.base(a.reg())
		op.B = constant(a.imm())
	case formCmp:
		op.CR = a.crField()
		op.A, op.B = register(a.reg()), register(a.reg())
	case formCmpI:
		op.CR = a.crField()
		op.A, op.B = register(a.reg()), constant(a.imm())
	case formDisp:
		r := a.reg()
		op.Dst, op.Src = r, register(r)
		op.Base, op.Index = a.mem()
	case formIndex:
		r := a.reg()
		op.Dst, op.Src = r, register(r)
		op.Base, op.Index = a.base(a.reg()), register(a.reg())
	case formLabel:
		op.Target = a.label()
	case formBranch:
		op.CR = a.crField()
		op.Target = a.label()
	}
	return op
}

func constant(v int64) Arg { return Arg{Const: true, Imm: v} }
func register(r Reg) Arg   { return Arg{Reg: r} }

// base is the first register of a sum, in which r0 may read as 0.
func (a *args) base(r Reg) Arg {
	if a.e.zero && r == 0 {
		return constant(0)
	}
	return register(r)
}

func (a *args) next() (litmus.Operand, bool) {
	if a.err != nil {
		return litmus.Operand{}, false
	}
	if len(a.rest) == 0 {
		a.fail(a.in.Span, diag.PowerOperands, "%s has too few operands", a.in.Op)
		return litmus.Operand{}, false
	}
	o := a.rest[0]
	a.rest = a.rest[1:]
	return o, true
}

func (a *args) reg() Reg {
	o, ok := a.next()
	if !ok {
		return 0
	}
	return a.asReg(o)
}

func (a *args) asReg(o litmus.Operand) Reg {
	switch o.Kind {
	case litmus.OpReg:
		return Reg(o.Num)
	case litmus.OpSym:
		return a.d.Symbolic(o.Text)
	}
	a.fail(o.Span, diag.PowerOperands, "a register is expected here")
	return 0
}

func (a *args) imm() int64 {
	o, ok := a.next()
	if !ok {
		return 0
	}
	if o.Kind != litmus.OpImm {
		a.fail(o.Span, diag.PowerOperands, "a number is expected here")
		return 0
	}
	a.inRange(o.Span, o.Num)
	return o.Num << a.e.shift
}

func (a *args) inRange(at diag.Span, v int64) {
	if v < a.e.lo || v > a.e.hi {
		a.fail(at, diag.PowerRange, "%d does not fit this field of %s, which holds %d to %d", v, a.in.Op, a.e.lo, a.e.hi)
	}
}

// crField reads an optional condition register field; cr0 where none is given.
func (a *args) crField() uint8 {
	if a.err == nil && len(a.rest) > 0 && a.rest[0].Kind == litmus.OpCR {
		o, _ := a.next()
		return uint8(o.Num)
	}
	return 0
}

func (a *args) mem() (base, disp Arg) {
	o, ok := a.next()
	if !ok {
		return base, disp
	}
	if o.Kind != litmus.OpMem {
		a.fail(o.Span, diag.PowerOperands, "an address of the form offset(register) is expected here")
		return base, disp
	}
	a.inRange(o.Span, o.Num)
	if a.e.align > 1 && o.Num%a.e.align != 0 {
		a.fail(o.Span, diag.PowerRange, "the offset of %s is a multiple of %d", a.in.Op, a.e.align)
	}
	return a.base(a.asReg(*o.Base)), constant(o.Num)
}

func (a *args) label() string {
	o, ok := a.next()
	if !ok {
		return ""
	}
	if o.Kind != litmus.OpName {
		a.fail(o.Span, diag.PowerOperands, "a label is expected here")
		return ""
	}
	return o.Text
}

func itoa(v int64) string {
	if v >= 10 {
		return itoa(v/10) + string(rune('0'+v%10))
	}
	return string(rune('0' + v))
}
