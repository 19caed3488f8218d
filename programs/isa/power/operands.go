package power

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// args reads the operands of one instruction from left to right. It keeps the first error.
type args struct {
	regs *isa.Registers
	in   *litmus.Instr
	e    *entry
	rest []litmus.Operand
	err  *diag.Diagnostic

	roles [maxRoles]role // of the operands read so far
}

// role is the meaning that an operand was found to have.
type role uint8

const (
	roleOther role = iota
	roleReg        // a register, or 0 in its place
	roleCR         // a condition register field
	roleHint       // something without a meaning here
)

// maxRoles exceeds the number of operands of every instruction.
const maxRoles = 8

// setRole sets the role of the operand that was read last.
func (a *args) setRole(r role) {
	if i := len(a.in.Args) - len(a.rest) - 1; i >= 0 && i < maxRoles {
		a.roles[i] = r
	}
}

// fail sets the error, unless there is one already.
func (a *args) fail(at diag.Span, code diag.Code, format string, v ...any) {
	if a.err == nil {
		a.err = diag.New(at, code, format, v...).Note("%s", a.usage())
	}
}

// invalid reports operands that are individually correct but do not fit together.
func (a *args) invalid(format string, v ...any) {
	a.fail(a.in.Span, diag.PowerOperands, format, v...)
}

// usage returns a note with the expected operands.
func (a *args) usage() string {
	if u := usage[a.e.form]; u != "" {
		if k := a.e.op.Kind; k == isa.Store || k == isa.StoreCond {
			u = strings.Replace(u, "rD", "rS", 1)
		}
		return "expected: " + a.in.Op + " " + u
	}
	return "expected: " + a.in.Op + ", without operands"
}

// nextOperand returns the next operand, and false after an error.
func (a *args) nextOperand() (*litmus.Operand, bool) {
	if a.err != nil {
		return nil, false
	}
	if len(a.rest) == 0 {
		a.fail(a.in.Span, diag.PowerOperands, "%s has too few operands", a.in.Op)
		return nil, false
	}
	o := &a.rest[0]
	a.rest = a.rest[1:]
	return o, true
}

// reg reads a register.
func (a *args) reg() isa.Reg {
	o, ok := a.nextOperand()
	if !ok {
		return 0
	}
	a.setRole(roleReg)
	return a.asReg(o)
}

// asReg returns the register that an operand names.
func (a *args) asReg(o *litmus.Operand) isa.Reg {
	switch {
	case o.Kind == litmus.OpReg:
		return isa.Reg(o.Num)
	case o.Kind == litmus.OpSym:
		return a.regs.Symbolic(o.Text)
	case o.Kind == litmus.OpImm && o.Num >= 0 && o.Num < 32: // as assemblers read it
		return isa.Reg(o.Num)
	}
	a.fail(o.Span, diag.PowerOperands, "a register is expected here")
	return 0
}

// base reads the first register of a sum. If r0 means the number 0 there, the number 0 is
// accepted as well, because compilers write it.
func (a *args) base() isa.Arg {
	o, ok := a.nextOperand()
	a.setRole(roleReg)
	if !ok || a.e.zeroBase && o.Kind == litmus.OpImm && o.Num == 0 {
		return isa.Constant(0)
	}
	return a.orZero(a.asReg(o))
}

// orZero returns a register as an input: the constant 0 for r0 if the instruction reads it
// so.
func (a *args) orZero(r isa.Reg) isa.Arg {
	if a.e.zeroBase && r == 0 {
		return isa.Constant(0)
	}
	return isa.Register(r)
}

// number reads a number from lo to hi.
func (a *args) number(lo, hi int64) int64 {
	o, ok := a.nextOperand()
	if !ok {
		return 0
	}
	if o.Kind != litmus.OpImm {
		a.fail(o.Span, diag.PowerOperands, "a number is expected here")
		return 0
	}
	if !a.inRange(o.Span, o.Num, lo, hi) {
		return 0
	}
	return o.Num
}

// inRange reports whether lo <= v <= hi, and sets an error if not.
func (a *args) inRange(at diag.Span, v, lo, hi int64) bool {
	if v < lo || v > hi {
		a.fail(at, diag.PowerRange, "%d is out of range: this operand of %s must be from %d to %d", v, a.in.Op, lo, hi)
		return false
	}
	return true
}

// upTo reads a number from 0 to hi.
func (a *args) upTo(hi int64) int64 { return a.number(0, hi) }

// imm reads the immediate of the instruction.
func (a *args) imm() int64 {
	v := a.number(a.e.lo, a.e.hi)
	if a.e.signed {
		v = int64(int16(v))
	}
	return v << a.e.shift
}

// hint reads an optional last operand, which has no meaning here.
func (a *args) hint() {
	if a.err == nil && len(a.rest) > 0 {
		a.number(0, a.e.hi)
		a.setRole(roleHint)
	}
}

// crField reads an optional condition register field that is followed by a number of other
// operands. The default is cr0. Compilers and people also write its number: cmpwi 0,r1,0.
func (a *args) crField(others int) uint8 {
	if a.err != nil || len(a.rest) == 0 {
		return 0
	}
	o := &a.rest[0]
	if o.Kind == litmus.OpCR || len(a.rest) > others && o.Kind == litmus.OpImm && o.Num>>3 == 0 {
		a.rest = a.rest[1:]
		a.setRole(roleCR)
		return uint8(o.Num)
	}
	return 0
}

// crBit reads a bit of the condition register: its number, or its name if it belongs to cr0.
func (a *args) crBit() (field uint8, bit isa.Bit) {
	if a.err == nil && len(a.rest) > 0 && a.rest[0].Kind == litmus.OpName {
		o, _ := a.nextOperand()
		switch o.Text {
		case "lt":
			return 0, isa.LT
		case "gt":
			return 0, isa.GT
		case "eq":
			return 0, isa.EQ
		case "so", "un":
			return 0, isa.SO
		}
		a.fail(o.Span, diag.PowerOperands, "a condition bit is expected here: 0 to 31, or lt, gt, eq, so")
		return 0, 0
	}
	n := a.upTo(31)
	return uint8(n / 4), isa.Bit(n % 4)
}

// address reads an address: a displacement and a register.
func (a *args) address() (base, disp isa.Arg) {
	o, ok := a.nextOperand()
	if !ok {
		return base, disp
	}
	reg := o.Base
	switch {
	case o.Kind == litmus.OpImm && len(a.rest) > 0: // 0,r5 as herd7 reads it
		reg, _ = a.nextOperand()
		a.setRole(roleReg)
	case o.Kind != litmus.OpMem:
		a.fail(o.Span, diag.PowerOperands, "an address of the form offset(register) is expected here")
		return base, disp
	}
	a.inRange(o.Span, o.Num, a.e.lo, a.e.hi)
	if a.e.align > 1 && o.Num%a.e.align != 0 {
		a.fail(o.Span, diag.PowerRange, "the offset of %s must be a multiple of %d", a.in.Op, a.e.align)
	}
	if a.zeroBase(reg) {
		return isa.Register(0), isa.Constant(o.Num)
	}
	return a.orZero(a.asReg(reg)), isa.Constant(o.Num)
}

// zeroBase reports whether a register is the r0 of an address such as 8(r0). A processor
// uses the number 0 there, which is not the address of any location of a test. So such an
// access has the meaning here that herd7 gives to it: r0 is the register. warnZeroBase
// warns about it.
func (a *args) zeroBase(reg *litmus.Operand) bool {
	return a.e.zeroBase && !a.e.op.Update && a.e.op.Kind != isa.Arith && (reg.Kind == litmus.OpReg || reg.Kind == litmus.OpImm) && reg.Num == 0
}

// label reads a label.
func (a *args) label() string {
	o, ok := a.nextOperand()
	if !ok {
		return ""
	}
	if o.Kind != litmus.OpName {
		a.fail(o.Span, diag.PowerOperands, "a label is expected here")
		if o.Kind == litmus.OpImm {
			a.err.Note("an address from a disassembly is not a label: instructions have no addresses here").
				WithFix("put a label before the target instruction: 1: there, and %s 1b or 1f here", a.in.Op)
		}
		return ""
	}
	return o.Text
}

// optionalZero reads an optional last operand that must be 0.
func (a *args) optionalZero() {
	if a.err == nil && len(a.rest) > 0 {
		if o, _ := a.nextOperand(); o.Kind != litmus.OpImm || o.Num != 0 {
			a.fail(o.Span, diag.PowerOperands, "0 or no operand is expected here")
		}
		a.setRole(roleHint)
	}
}

// quoted reads a quoted text.
func (a *args) quoted() {
	if o, ok := a.nextOperand(); ok && o.Kind != litmus.OpText {
		a.fail(o.Span, diag.PowerOperands, "a text in quotes is expected here")
	}
}

// threadName reads the name of a thread. Whether the thread exists is checked later.
func (a *args) threadName() string {
	o, ok := a.nextOperand()
	if !ok {
		return ""
	}
	if o.Kind == litmus.OpName && isThread(o.Text) {
		return o.Text
	}
	a.fail(o.Span, diag.PowerOperands, "the name of a thread is expected here")
	if o.Kind == litmus.OpReg || o.Kind == litmus.OpSym {
		a.err.Note("in the ISA, the operand is a register with the type of the message and the number of the thread")
	}
	a.err.WithFix("name the thread that receives the doorbell: %s P1", a.in.Op)
	return ""
}

func isThread(name string) bool {
	digits, ok := strings.CutPrefix(name, "P")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// oneField refuses a mask that does not name exactly one field of the condition register.
func oneField(a *args, op *isa.Op) {
	if f := op.Fields; f&(f-1) != 0 {
		a.invalid("%s takes exactly one field of the condition register", a.in.Op)
	}
}
