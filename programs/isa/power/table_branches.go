package power

import "github.com/fencewise/fencewise/programs/isa"

// tableBranches enters branches (ISA Book I 2.4). The hints of likelihood, + and -, have no
// effect on anything modelled.
func tableBranches() {
	hinted := func(name string, e entry) {
		add(name, e)
		add(name+"+", e)
		add(name+"-", e)
	}
	add("b", entry{form: formLabel, op: isa.Op{Kind: isa.Branch}})
	for name, c := range conditions {
		hinted(name, entry{form: formBranch, op: isa.Op{Kind: isa.CondBranch, Cond: c}})
	}
	for name, c := range bitConditions {
		hinted(name, entry{form: formBit, op: isa.Op{Kind: isa.CondBranch, Cond: c, Dst: counterReg(c)}, hi: 31})
	}
	hinted("bdnz", entry{form: formLabel, op: isa.Op{Kind: isa.CondBranch, Cond: isa.Cond{Always: true, Count: true}, Dst: CTR}})
	hinted("bdz", entry{form: formLabel, op: isa.Op{Kind: isa.CondBranch, Cond: isa.Cond{Always: true, Count: true, Zero: true}, Dst: CTR}})
	add("bc", entry{form: formBC, op: isa.Op{Kind: isa.CondBranch}, hi: 31})
	tableReturns(hinted)
}

// tableReturns enters the branches to the link register. They end the thread, because
// threads are not called and mtlr is not supported.
func tableReturns(add func(name string, e entry)) {
	add("blr", entry{form: formNone, op: isa.Op{Kind: isa.Branch, Return: true}})
	for name, c := range conditions {
		add(name+"lr", entry{form: formReturnCR, op: isa.Op{Kind: isa.CondBranch, Cond: c, Return: true}})
	}
	for name, c := range map[string]isa.Cond{
		"bdnzlr": {Always: true, Count: true}, "bdzlr": {Always: true, Count: true, Zero: true},
	} {
		add(name, entry{form: formNone, op: isa.Op{Kind: isa.CondBranch, Cond: c, Return: true, Dst: CTR}})
	}
	for name, c := range bitConditions {
		add(name+"lr", entry{form: formReturnBit, op: isa.Op{Kind: isa.CondBranch, Cond: c, Return: true, Dst: counterReg(c)}, hi: 31})
	}
	add("bclr", entry{form: formBC, op: isa.Op{Kind: isa.CondBranch, Return: true}, hi: 31})
}

// conditions maps the mnemonics of branches on one bit of a field to their
// conditions.
var conditions = map[string]isa.Cond{
	"beq": {Bit: isa.EQ, When: true}, "bne": {Bit: isa.EQ},
	"blt": {Bit: isa.LT, When: true}, "bge": {Bit: isa.LT}, "bnl": {Bit: isa.LT},
	"bgt": {Bit: isa.GT, When: true}, "ble": {Bit: isa.GT}, "bng": {Bit: isa.GT},
	"bso": {Bit: isa.SO, When: true}, "bns": {Bit: isa.SO},
	"bun": {Bit: isa.SO, When: true}, "bnu": {Bit: isa.SO},
}

// bitConditions maps the mnemonics of branches that name the bit to their
// conditions.
var bitConditions = map[string]isa.Cond{
	"bt": {When: true}, "bf": {},
	"bdnzt": {When: true, Count: true}, "bdnzf": {Count: true},
	"bdzt": {When: true, Count: true, Zero: true}, "bdzf": {Count: true, Zero: true},
}

// counterReg returns the register that a branch with a condition decrements; 0 if it
// decrements none.
func counterReg(c isa.Cond) isa.Reg {
	if c.Count {
		return CTR
	}
	return 0
}

// branchOptions decodes the BO field of bc. Its five bits, from the top: ignore the condition
// bit; the value of the condition bit for which to branch; leave CTR unchanged; whether to
// branch if CTR-1 is zero or if it is not; a hint.
func branchOptions(bo int64) isa.Cond {
	c := isa.Cond{Always: bo&16 != 0, Count: bo&4 == 0}
	c.When = !c.Always && bo&8 != 0
	c.Zero = c.Count && bo&2 != 0
	return c
}
