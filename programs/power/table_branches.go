package power

// tableBranches enters branches (ISA Book I 2.4). The hint of likelihood (+,
// -) changes nothing that is modelled.
func tableBranches() {
	hinted := func(name string, e entry) {
		add(name, e)
		add(name+"+", e)
		add(name+"-", e)
	}
	add("b", entry{form: formLabel, op: Op{Kind: Branch}})
	for name, c := range conditions {
		hinted(name, entry{form: formBranch, op: Op{Kind: CondBranch, Cond: c}})
	}
	for name, c := range bitConditions {
		hinted(name, entry{form: formBit, op: Op{Kind: CondBranch, Cond: c}, hi: 31})
	}
	hinted("bdnz", entry{form: formLabel, op: Op{Kind: CondBranch, Cond: Cond{Always: true, Count: true}}})
	hinted("bdz", entry{form: formLabel, op: Op{Kind: CondBranch, Cond: Cond{Always: true, Count: true, Zero: true}}})
	add("bc", entry{form: formBC, op: Op{Kind: CondBranch}, hi: 31})
	tableReturns(hinted)
}

// tableReturns enters the branches to the link register. Threads are not
// called and mtlr is refused, so they return from the thread: they end it.
func tableReturns(add func(name string, e entry)) {
	add("blr", entry{form: formNone, op: Op{Kind: Branch, Return: true}})
	for name, c := range conditions {
		add(name+"lr", entry{form: formReturnCR, op: Op{Kind: CondBranch, Cond: c, Return: true}})
	}
	for name, c := range map[string]Cond{
		"bdnzlr": {Always: true, Count: true}, "bdzlr": {Always: true, Count: true, Zero: true},
	} {
		add(name, entry{form: formNone, op: Op{Kind: CondBranch, Cond: c, Return: true}})
	}
	for name, c := range bitConditions {
		add(name+"lr", entry{form: formReturnBit, op: Op{Kind: CondBranch, Cond: c, Return: true}, hi: 31})
	}
	add("bclr", entry{form: formBC, op: Op{Kind: CondBranch, Return: true}, hi: 31})
}

// conditions maps the mnemonics of branches on one bit of a field to their
// conditions.
var conditions = map[string]Cond{
	"beq": {Bit: EQ, When: true}, "bne": {Bit: EQ},
	"blt": {Bit: LT, When: true}, "bge": {Bit: LT}, "bnl": {Bit: LT},
	"bgt": {Bit: GT, When: true}, "ble": {Bit: GT}, "bng": {Bit: GT},
	"bso": {Bit: SO, When: true}, "bns": {Bit: SO},
	"bun": {Bit: SO, When: true}, "bnu": {Bit: SO},
}

// bitConditions maps the mnemonics of branches that name the bit to their
// conditions.
var bitConditions = map[string]Cond{
	"bt": {When: true}, "bf": {},
	"bdnzt": {When: true, Count: true}, "bdnzf": {Count: true},
	"bdzt": {When: true, Count: true, Zero: true}, "bdzf": {Count: true, Zero: true},
}

// options reads the BO field of bc: five bits, from the top: ignore the
// condition bit, or branch when it has this value; leave CTR alone, or branch
// when CTR-1 is zero (or not); a hint.
func options(bo int64) Cond {
	c := Cond{Always: bo&16 != 0, Count: bo&4 == 0}
	c.When = !c.Always && bo&8 != 0
	c.Zero = c.Count && bo&2 != 0
	return c
}
