package power

import (
	"strings"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// spell returns an instruction in the spelling that herd7 reads, as far as
// herd7 knows it: registers by their names and not by their numbers, no hints,
// and of several names for an instruction the one that herd7 knows. An
// instruction that does not decode comes back as it is.
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

// spellReg returns a register by its name.
func spellReg(o litmus.Operand) litmus.Operand {
	if o.Kind == litmus.OpImm {
		o.Kind = litmus.OpReg
	}
	return o
}

// spellName gives an instruction the name that herd7 knows it by.
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
	default: // herd7 calls other instructions as POWER does, or does not know them
	}
}
