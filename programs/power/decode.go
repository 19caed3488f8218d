package power

import (
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Decoder decodes the instructions of one test and numbers its symbolic
// registers. The zero Decoder is ready for use. It is not safe for concurrent
// use.
type Decoder struct {
	Registers
	args args // of the instruction at hand
	op   Op
}

// Decode says what the instruction does. The error is a *diag.Diagnostic.
func (d *Decoder) Decode(in *litmus.Instr) (Op, error) {
	e := table[in.Op]
	if e == nil && isTrap(in.Op) {
		e = table["twnei"]
	}
	if e == nil || e.form == formRefused {
		return Op{}, unknown(in, e)
	}
	// Both live in the decoder so that an instruction costs no allocation.
	d.args = args{regs: &d.Registers, in: in, e: e, rest: in.Args}
	d.op = e.op
	a, op := &d.args, &d.op
	a.fill(op)
	if a.err == nil && len(a.rest) > 0 {
		a.fail(a.rest[0].Span, diag.PowerOperands, "%s has too many operands", in.Op)
	}
	if a.err == nil && e.finish != nil {
		e.finish(a, op)
	}
	if a.err != nil {
		return Op{}, a.err
	}
	return *op, nil
}

// unknown is what is wrong with a mnemonic that has no meaning here.
func unknown(in *litmus.Instr, e *entry) *diag.Diagnostic {
	if e != nil {
		dg := diag.New(in.OpAt, diag.PowerRefused, "%s is not supported: %s", in.Op, e.why)
		if e.fix != "" {
			dg.WithFix("%s", e.fix)
		} else {
			dg.Note("docs/instructions.md says what is modelled and what is not")
		}
		return dg
	}
	if is, ok := litmus.KernelC(in.Op); ok {
		return diag.New(in.OpAt, diag.LitmusKernelC, "%q is kernel C, and the program is POWER assembly", in.Op).
			WithFix("write what it is on POWER: %s", is)
	}
	dg := diag.New(in.OpAt, diag.PowerUnknown, "unknown instruction %q", in.Op)
	if low := strings.ToLower(in.Op); low != in.Op && table[low] != nil {
		dg.Note("mnemonics are written in lower case").WithFix("did you mean %q?", low)
	} else if near := diag.Nearest(in.Op, append(slices.Clone(common), Mnemonics()...)); near != "" {
		dg.WithFix("did you mean %q?", near)
	} else {
		dg.Note("known instructions are listed by: fencewise check --help-instructions")
	}
	return dg
}

// common is what a misspelled mnemonic was most likely meant to be, where
// several are as near.
var common = []string{
	"ld", "std", "lwz", "stw", "lwzx", "stwx", "li", "mr", "addi", "add", "xor", "cmpw", "cmpwi", "beq", "bne", "b",
	"sync", "lwsync", "isync", "eieio", "lwarx", "stwcx.",
}

// fill reads the operands that the form of the instruction asks for.
func (a *args) fill(op *Op) {
	switch a.e.form {
	case formRI: // li is addi from register 0, which reads as 0
		op.Dst = a.reg()
		op.B = constant(a.imm())
	case formRR:
		op.Dst = a.reg()
		op.A = register(a.reg())
	case formRRR:
		op.Dst = a.reg()
		op.A, op.B = register(a.reg()), register(a.reg())
	case formRRI:
		op.Dst = a.reg()
		op.A = a.base()
		op.B = constant(a.imm())
	case formRot, formRotReg, formRotD:
		a.rotation(op)
	case formCmp:
		op.CR = a.crField(2)
		op.A, op.B = register(a.reg()), register(a.reg())
	case formCmpI:
		op.CR = a.crField(2)
		op.A, op.B = register(a.reg()), constant(a.imm())
	case formCmpL:
		op.CR = a.crField(3)
		op.Word = a.within(1) == 0
		op.A, op.B = register(a.reg()), register(a.reg())
	case formCmpLI:
		op.CR = a.crField(3)
		op.Word = a.within(1) == 0
		op.A, op.B = register(a.reg()), constant(a.imm())
	case formDisp:
		a.moved(op, a.reg())
		op.A, op.B = a.mem()
	case formIndex, formLarx:
		a.moved(op, a.reg())
		op.A, op.B = a.base(), register(a.reg())
		if a.e.form == formLarx {
			a.hint()
		}
	case formCache:
		a.base()
		a.reg()
		a.hint()
	case formLabel:
		op.Target = a.label()
	case formBranch:
		op.CR = a.crField(1)
		op.Target = a.label()
	case formReturnCR:
		op.CR = a.crField(0)
	case formReturnBit:
		op.CR, op.Cond.Bit = a.crBit()
	case formBit:
		op.CR, op.Cond.Bit = a.crBit()
		op.Target = a.label()
	case formBC:
		op.Cond = options(a.imm())
		cond := &op.Cond
		op.CR, cond.Bit = a.crBit()
		if !op.Return {
			op.Target = a.label()
		} else {
			a.hint()
		}
		if cond.Always {
			op.CR, cond.Bit = 0, 0
			if !cond.Count {
				op.Kind = Branch
			}
		}
	case formSync:
		if len(a.rest) > 0 {
			if a.imm() == 1 {
				op.Fence = LwSync
			}
			a.is(roleHint)
		}
		a.zero()
	case formZero:
		a.zero()
	case formText:
		a.text()
	case formTrap:
		a.trap(op)
		op.B = register(a.reg())
	case formTrapI:
		a.trap(op)
		op.B = constant(a.imm())
	case formThread:
		op.Target = a.thread()
	case formOptR:
		if len(a.rest) > 0 {
			op.Kind, op.Dst = TryDoorbell, a.reg()
		}
	case formR:
		a.move(op, a.reg())
	case formFields:
		op.Fields = uint8(a.imm())
		op.A = register(a.reg())
	case formRFields:
		op.Dst = a.reg()
		op.Fields = uint8(a.imm())
	}
	if a.e.swap {
		op.A, op.B = op.B, op.A
	}
}

// moved notes the register that a load fills or a store empties.
func (a *args) moved(op *Op, r Reg) {
	if op.Kind == Store || op.Kind == StoreCond {
		op.C = register(r)
	} else {
		op.Dst = r
	}
}

// move notes the one register of a move to or from CR or CTR.
func (a *args) move(op *Op, r Reg) {
	if op.Kind == ToCR || op.Kind == Arith && op.Dst == CTR {
		op.A = register(r)
	} else {
		op.Dst = r
	}
}

// rotation reads what follows the mnemonic of a rotation under a mask. The
// mask of a rotation of 64 bits is completed by its entry, for which its one
// operand is left in Mask.
func (a *args) rotation(op *Op) {
	op.Dst = a.reg()
	op.A = register(a.reg())
	switch a.e.form {
	case formRotD:
		op.B, op.Mask = constant(a.within(63)), a.within(63)
		return
	case formRotReg:
		op.B = register(a.reg())
	default:
		op.B = constant(a.within(31))
	}
	if len(a.rest) == 1 {
		op.Mask = a.bitMask()
		return
	}
	first := a.within(31)
	op.Mask = mask(32+first, 32+a.within(31))
}

// bitMask reads a mask of 32 bits, which assemblers take in the place of its
// first and last bit: one run of ones, which may go over the ends.
func (a *args) bitMask() int64 {
	m := uint32(a.number(1, math.MaxUint32))
	first, last := bits.LeadingZeros32(m), 31-bits.TrailingZeros32(m)
	if first == 0 && last == 31 && ^m != 0 {
		first, last = 32-bits.TrailingZeros32(^m), bits.LeadingZeros32(^m)-1
	}
	whole := mask(32+int64(first), 32+int64(last))
	if a.err == nil && uint32(whole) != m {
		a.invalid("the mask %#x of %s is not one run of ones", m, a.in.Op)
	}
	return whole
}
