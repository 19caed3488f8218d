package isa

import (
	"fmt"
	"math/bits"
	"strings"
)

var aluNames = [...]string{
	Add: "+", Sub: "-", And: "and", Or: "or", Xor: "xor", Nand: "nand", Nor: "nor",
	AndC: "and not", OrC: "or not", Eqv: "eqv", Mul: "*", MulW: "*w", DivW: "/w", DivWU: "/wu",
	DivD: "/", DivDU: "/u", ShlW: "<<w", ShrW: ">>wu", SarW: ">>w", ShlD: "<<", ShrD: ">>u", SarD: ">>",
	Ext8: "sign8", Ext16: "sign16", Ext32: "sign32", CountW: "zeros32", CountD: "zeros64",
	RotW: "rot32", RotD: "rot64",
	Equal: "=", Less: "<", LessU: "<u",
}

var bitNames = [...]string{LT: "lt", GT: "gt", EQ: "eq", SO: "so"}

// Show returns the canonical text of an operation: its assignments in order, with registers
// by name.
func Show(l *Language, r *Registers, o *Op) string {
	d := &formatter{r, l}
	s := d.effect(o)
	if o.Update {
		s += "; " + d.Name(o.A.Reg) + " := " + d.sum(o)
	}
	return s
}

type formatter struct {
	*Registers
	lang *Language
}

func (d *formatter) effect(o *Op) string {
	switch o.Kind {
	case Arith:
		s := d.Name(o.Dst) + " := " + d.function(o)
		if o.Record {
			s += "; cr0 := " + d.Name(o.Dst) + " <> 0"
		}
		return s
	case Compare:
		how := ""
		if o.Word {
			how = "w"
		}
		if o.Unsigned {
			how += "u"
		}
		return fmt.Sprintf("cr%d := %s <>%s %s", o.CR, d.arg(o.A), how, d.arg(o.B))
	case Load, LoadRes:
		how := ""
		if o.Signed {
			how = "signed "
		}
		if o.Kind == LoadRes {
			how = "reserved "
		}
		return fmt.Sprintf("%s := %s%s[%s]%s", d.Name(o.Dst), how, memory(o), d.sum(o), half(o))
	case Store:
		return fmt.Sprintf("%s[%s] := %s%s", memory(o), d.sum(o), d.arg(o.C), half(o))
	case StoreCond:
		return fmt.Sprintf("if reserved mem%d[%s] := %s; cr0 := success", o.Size, d.sum(o), d.arg(o.C))
	case Branch, CondBranch:
		s := "goto " + o.Target
		if o.Return {
			s = "end"
		}
		if o.Kind == CondBranch {
			s = d.condition(o) + s
		}
		return s
	case Trap:
		return "look at " + d.arg(o.A) + " and " + d.arg(o.B)
	case Fence:
		return d.lang.Text(o.Tags)
	case LocFence:
		return d.lang.Text(o.Tags) + " of " + d.sum(o)
	case Choose:
		return d.Name(o.Dst) + " := 0 or 1"
	case Await:
		return "wait unless " + d.arg(o.A)
	case FromCR:
		return d.Name(o.Dst) + " := " + fields(o.Fields)
	case ToCR:
		return fields(o.Fields) + " := " + d.arg(o.A)
	case Msgsnd:
		return "ring " + o.Target
	case Msgclr:
		return "clear the doorbell"
	case TakeDoorbell:
		return "take the doorbell"
	case TryDoorbell:
		return d.Name(o.Dst) + " := the doorbell is taken"
	case IrqDisable:
		return "no doorbells from here on"
	case IrqEnable:
		return "doorbells from here on"
	case Control:
		return "branch on " + d.arg(o.A)
	case Nop:
		return "nothing"
	default:
		panic(fmt.Sprintf("isa: unknown kind of operation %d", o.Kind))
	}
}

// memory returns how an access shows memory: with the size of the access, if it has one.
func memory(o *Op) string {
	if o.Size == 0 {
		return "mem"
	}
	return fmt.Sprintf("mem%d", o.Size)
}

// half marks an access that is half of an atomic operation.
func half(o *Op) string {
	if o.Pair {
		return " (atomic)"
	}
	return ""
}

func (d *formatter) arg(a Arg) string {
	if a.IsReg {
		return d.Name(a.Reg)
	}
	return fmt.Sprint(a.Imm)
}

func (d *formatter) sum(o *Op) string { return d.arg(o.A) + "+" + d.arg(o.B) }

func (d *formatter) function(o *Op) string {
	if int(o.ALU) >= len(aluNames) || aluNames[o.ALU] == "" {
		panic(fmt.Sprintf("isa: no name for arithmetic function %d", o.ALU))
	}
	name := aluNames[o.ALU]
	switch o.ALU {
	case Ext8, Ext16, Ext32, CountW, CountD:
		return name + " " + d.arg(o.A)
	case RotW, RotD:
		s := fmt.Sprintf("%s %s,%s and %#x", name, d.arg(o.A), d.arg(o.B), uint64(o.Mask))
		if o.C != (Arg{}) {
			s += fmt.Sprintf(" or %s and not that", d.arg(o.C))
		}
		return s
	default: // the other functions have two operands
		return d.arg(o.A) + " " + name + " " + d.arg(o.B)
	}
}

func (d *formatter) condition(o *Op) string {
	s, and := "", ""
	if o.Cond.Count {
		ctr := d.Name(o.Dst)
		counts := ctr + " := " + ctr + " - 1; if " + ctr
		s, and = counts+" <> 0 ", "and "
		if o.Cond.Zero {
			s = counts + " = 0 "
		}
	} else {
		s = "if "
	}
	switch {
	case o.Cond.Reg && o.Cond.When:
		s += and + d.arg(o.A) + " <> 0 "
	case o.Cond.Reg:
		s += and + d.arg(o.A) + " = 0 "
	case !o.Cond.Always:
		not := ""
		if !o.Cond.When {
			not = "not "
		}
		s += fmt.Sprintf("%s%scr%d.%s ", and, not, o.CR, bitNames[o.Cond.Bit])
	}
	return s
}

// fields lists condition register fields.
func fields(mask uint8) string {
	if mask == 0 {
		return "no field"
	}
	var names []string
	for m := mask; m != 0; {
		k := bits.LeadingZeros8(m)
		names = append(names, fmt.Sprintf("cr%d", k))
		m &^= 1 << (7 - k)
	}
	return strings.Join(names, ",")
}
