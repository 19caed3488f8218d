package power

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// decoder decodes instructions; see [isa.Decoder].
type decoder struct {
	isa.Registers
	args args // of the current instruction
	op   isa.Op
}

func newDecoder() *decoder { return &decoder{Registers: isa.Registers{File: file}} }

// Regs returns the registers of the current test.
func (d *decoder) Regs() *isa.Registers { return &d.Registers }

// Reset forgets the symbolic registers, for the next test.
func (d *decoder) Reset() { *d = decoder{Registers: isa.Registers{File: file}} }

// Decode returns the operation of an instruction. The error is a *diag.Diagnostic.
func (d *decoder) Decode(in *litmus.Instr) (isa.Op, error) {
	e := table[in.Op]
	if e == nil && isTrap(in.Op) {
		e = table["twnei"]
	}
	if e == nil || e.form == formRefused {
		return isa.Op{}, unknownMnemonic(in, e)
	}
	// Both are fields of the decoder so that decoding allocates nothing.
	d.args = args{regs: &d.Registers, in: in, e: e, rest: in.Args}
	d.op = e.op
	a, op := &d.args, &d.op
	a.readOperands(op)
	if a.err == nil && len(a.rest) > 0 {
		a.fail(a.rest[0].Span, diag.PowerOperands, "%s has too many operands", in.Op)
	}
	if a.err == nil && e.finish != nil {
		e.finish(a, op)
	}
	if a.err != nil {
		return isa.Op{}, a.err
	}
	return *op, nil
}

// unknownMnemonic returns the diagnostic for a mnemonic that is not supported.
func unknownMnemonic(in *litmus.Instr, e *entry) *diag.Diagnostic {
	if e != nil {
		dg := diag.New(in.OpAt, diag.PowerRefused, "%s is not supported: %s", in.Op, e.reason)
		if e.fix != "" {
			dg.WithFix("%s", e.fix)
		} else {
			dg.Note("docs/instructions.md lists what is modelled and what is not")
		}
		return dg
	}
	if is, ok := litmus.KernelC(in.Op); ok {
		return diag.New(in.OpAt, diag.LitmusKernelC, "%q is kernel C, but the program is POWER assembly", in.Op).
			WithFix("write the POWER instructions for it: %s", is)
	}
	dg := diag.New(in.OpAt, diag.PowerUnknown, "unknown instruction %q", in.Op)
	if low := strings.ToLower(in.Op); low != in.Op && table[low] != nil {
		dg.Note("mnemonics are written in lower case").WithFix("did you mean %q?", low)
	} else if near := diag.Nearest(in.Op, append(slices.Clone(commonMnemonics), mnemonics()...)); near != "" {
		dg.WithFix("did you mean %q?", near)
	} else {
		dg.Note("known instructions are listed by: fencewise check --help-instructions")
	}
	return dg
}

// commonMnemonics lists mnemonics that take precedence over others as suggestions for a
// misspelled one.
var commonMnemonics = []string{
	"ld", "std", "lwz", "stw", "lwzx", "stwx", "li", "mr", "addi", "add", "xor", "cmpw", "cmpwi", "beq", "bne", "b",
	"sync", "lwsync", "isync", "eieio", "lwarx", "stwcx.",
}

// readOperands reads the operands according to the form of the instruction.
func (a *args) readOperands(op *isa.Op) {
	switch a.e.form {
	case formRI: // li is addi from register 0, which reads as 0
		op.Dst = a.reg()
		op.B = isa.Constant(a.imm())
	case formRR:
		op.Dst = a.reg()
		op.A = isa.Register(a.reg())
	case formRRR:
		op.Dst = a.reg()
		op.A, op.B = isa.Register(a.reg()), isa.Register(a.reg())
	case formRRI:
		op.Dst = a.reg()
		op.A = a.base()
		op.B = isa.Constant(a.imm())
	case formRot, formRotReg, formRotD:
		a.rotation(op)
	case formCmp:
		op.CR = a.crField(2)
		op.A, op.B = isa.Register(a.reg()), isa.Register(a.reg())
	case formCmpI:
		op.CR = a.crField(2)
		op.A, op.B = isa.Register(a.reg()), isa.Constant(a.imm())
	case formCmpL:
		op.CR = a.crField(3)
		op.Word = a.upTo(1) == 0
		op.A, op.B = isa.Register(a.reg()), isa.Register(a.reg())
	case formCmpLI:
		op.CR = a.crField(3)
		op.Word = a.upTo(1) == 0
		op.A, op.B = isa.Register(a.reg()), isa.Constant(a.imm())
	case formDisp:
		a.setTransferReg(op, a.reg())
		op.A, op.B = a.address()
	case formIndex, formLarx:
		a.setTransferReg(op, a.reg())
		op.A, op.B = a.base(), isa.Register(a.reg())
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
		op.Cond = branchOptions(a.imm())
		op.Dst = counterReg(op.Cond)
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
				op.Kind = isa.Branch
			}
		}
	case formSync:
		a.syncOperands(op)
	case formZero:
		a.optionalZero()
	case formText:
		a.quoted()
	case formTrap:
		a.trap(op)
		op.B = isa.Register(a.reg())
	case formTrapI:
		a.trap(op)
		op.B = isa.Constant(a.imm())
	case formThread:
		op.Target = a.threadName()
	case formOptR:
		if len(a.rest) > 0 {
			op.Kind, op.Dst = isa.TryDoorbell, a.reg()
		}
	case formR:
		a.setMoveReg(op, a.reg())
	case formFields:
		op.Fields = uint8(a.imm())
		op.A = isa.Register(a.reg())
	case formRFields:
		op.Dst = a.reg()
		op.Fields = uint8(a.imm())
	case formNone, formRefused: // no operands that matter
	default:
		panic(fmt.Sprintf("power: unknown form of operands %d", a.e.form))
	}
	if a.e.swap {
		op.A, op.B = op.B, op.A
	}
}

// setTransferReg sets the register that a load writes or a store reads.
func (a *args) setTransferReg(op *isa.Op, r isa.Reg) {
	if op.Kind == isa.Store || op.Kind == isa.StoreCond {
		op.C = isa.Register(r)
	} else {
		op.Dst = r
	}
}

// setMoveReg sets the general register of a move to or from CR or CTR.
func (a *args) setMoveReg(op *isa.Op, r isa.Reg) {
	if op.Kind == isa.ToCR || op.Kind == isa.Arith && op.Dst == CTR {
		op.A = isa.Register(r)
	} else {
		op.Dst = r
	}
}

// rotation reads the operands of a rotation under a mask. For a rotation of 64 bits it
// stores the operand of the mask in Mask, and the finish function of the entry computes the
// mask.
func (a *args) rotation(op *isa.Op) {
	op.Dst = a.reg()
	op.A = isa.Register(a.reg())
	switch a.e.form {
	case formRotD:
		op.B, op.Mask = isa.Constant(a.upTo(63)), a.upTo(63)
		return
	case formRotReg:
		op.B = isa.Register(a.reg())
	default:
		op.B = isa.Constant(a.upTo(31))
	}
	if len(a.rest) == 1 {
		op.Mask = a.bitMask()
		return
	}
	first := a.upTo(31)
	op.Mask = mask(32+first, 32+a.upTo(31))
}

// bitMask reads a mask of 32 bits, which assemblers accept instead of its first and last
// bit: one run of ones, which may wrap around.
func (a *args) bitMask() int64 {
	m := uint32(a.number(1, math.MaxUint32))
	first, last := bits.LeadingZeros32(m), 31-bits.TrailingZeros32(m)
	if first == 0 && last == 31 && ^m != 0 {
		first, last = 32-bits.TrailingZeros32(^m), bits.LeadingZeros32(^m)-1
	}
	whole := mask(32+int64(first), 32+int64(last))
	if a.err == nil && uint32(whole) != m {
		a.invalid("the mask %#x of %s is not a single run of ones", m, a.in.Op)
	}
	return whole
}
