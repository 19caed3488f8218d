package power

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// herd writes POWER instructions in the spelling of herd7.
var herd = isa.Spelling{Instr: spell, Line: hashLine, Jump: jump, Depend: depend}

// jump returns a branch to a label under the condition of op; nil if herd7 has none. It has
// no branches on summary overflow, none on fields other than 0, and none that count.
func jump(op *isa.Op, label string) *litmus.Instr {
	name := "b"
	if op.Kind == isa.CondBranch {
		names := map[isa.Bit][2]string{isa.EQ: {"bne", "beq"}, isa.LT: {"bge", "blt"}, isa.GT: {"ble", "bgt"}}[op.Cond.Bit]
		if name = names[0]; op.Cond.When {
			name = names[1]
		}
	}
	if op.CR != 0 || op.Cond.Count || op.Cond.Bit == isa.SO {
		return nil
	}
	return &litmus.Instr{Op: name, Args: []litmus.Operand{{Kind: litmus.OpName, Text: label}}}
}

// depend returns a compare of a register with itself and a branch to the next
// instruction.
func depend(reg litmus.Operand, field int, label string, taken bool) [2]*litmus.Instr {
	compare := &litmus.Instr{Op: "cmpw", Args: []litmus.Operand{reg, reg}}
	branch := &litmus.Instr{Op: "bne", Args: []litmus.Operand{{Kind: litmus.OpName, Text: label}}}
	if taken {
		branch.Op = "beq"
	}
	if field > 0 {
		cr := []litmus.Operand{{Kind: litmus.OpCR, Num: int64(field)}}
		compare.Args, branch.Args = append(cr, compare.Args...), append(cr[:1:1], branch.Args...)
	}
	return [2]*litmus.Instr{compare, branch}
}
