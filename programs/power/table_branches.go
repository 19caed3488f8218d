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
	for name, c := range map[string]Cond{
		"beq": {Bit: EQ, When: true}, "bne": {Bit: EQ},
		"blt": {Bit: LT, When: true}, "bge": {Bit: LT}, "bnl": {Bit: LT},
		"bgt": {Bit: GT, When: true}, "ble": {Bit: GT}, "bng": {Bit: GT},
		"bso": {Bit: SO, When: true}, "bns": {Bit: SO},
		"bun": {Bit: SO, When: true}, "bnu": {Bit: SO},
	} {
		hinted(name, entry{form: formBranch, op: Op{Kind: CondBranch, Cond: c}})
	}
	for name, c := range map[string]Cond{
		"bt": {When: true}, "bf": {},
		"bdnzt": {When: true, Count: true}, "bdnzf": {Count: true},
		"bdzt": {When: true, Count: true, Zero: true}, "bdzf": {Count: true, Zero: true},
	} {
		hinted(name, entry{form: formBit, op: Op{Kind: CondBranch, Cond: c}, hi: 31})
	}
	hinted("bdnz", entry{form: formLabel, op: Op{Kind: CondBranch, Cond: Cond{Always: true, Count: true}}})
	hinted("bdz", entry{form: formLabel, op: Op{Kind: CondBranch, Cond: Cond{Always: true, Count: true, Zero: true}}})
	add("bc", entry{form: formBC, op: Op{Kind: CondBranch}, hi: 31})
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
