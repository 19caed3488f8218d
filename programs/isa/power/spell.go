package power

import (
	"strings"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// spell returns an instruction in the form that herd7 reads, if herd7 knows it: registers
// have their names instead of numbers, hints are omitted, and of several mnemonics the one
// that herd7 knows is used. It returns an instruction that does not decode unchanged.
func spell(in *litmus.Instr) *litmus.Instr {
	d := newDecoder()
	op, err := d.Decode(in)
	if err != nil || len(in.Args) > len(d.args.roles) {
		return in
	}
	out := *in
	out.Args = nil
	for i := range in.Args {
		o := in.Args[i]
		switch d.args.roles[i] {
		case roleHint:
			continue
		case roleReg:
			o = spellReg(o)
		case roleCR:
			if op.CR == 0 && op.Kind == isa.CondBranch {
				continue
			}
			if o.Kind == litmus.OpImm {
				o.Kind = litmus.OpCR
			}
		case roleOther: // written as it is
		default:
			panic("power: unknown role of an operand")
		}
		if o.Kind == litmus.OpMem {
			base := spellReg(*o.Base)
			o.Base = &base
		}
		out.Args = append(out.Args, o)
	}
	spellName(&out, &op)
	return &out
}

// spellReg returns a register operand with its name.
func spellReg(o litmus.Operand) litmus.Operand {
	if o.Kind == litmus.OpImm {
		o.Kind = litmus.OpReg
	}
	return o
}

// spellName gives an instruction the mnemonic that herd7 knows.
func spellName(out *litmus.Instr, op *isa.Op) {
	switch op.Kind {
	case isa.Fence:
		out.Op = POWER.Text(op.Tags)
	case isa.Branch, isa.CondBranch:
		out.Op = strings.TrimRight(out.Op, "+-")
		if last := len(out.Args) - 1; op.CR == 0 && !op.Cond.Count && !op.Return && op.Cond.Bit != isa.SO && op.Kind == isa.CondBranch {
			out.Op = map[isa.Cond]string{
				{Bit: isa.EQ, When: true}: "beq", {Bit: isa.EQ}: "bne", {Bit: isa.LT, When: true}: "blt", {Bit: isa.LT}: "bge",
				{Bit: isa.GT, When: true}: "bgt", {Bit: isa.GT}: "ble",
			}[op.Cond]
			out.Args = out.Args[last:]
		} else if op.Kind == isa.Branch && !op.Return {
			out.Op, out.Args = "b", out.Args[last:]
		}
	default: // herd7 uses the mnemonics of POWER for other instructions, or does not know them
	}
}
