package power

import "github.com/fencewise/fencewise/programs/isa"

// tableConstants enters computations with an immediate (ISA Book I 3.3.9, 3.3.13).
func tableConstants() {
	arith := func(alu isa.ALU) isa.Op { return isa.Op{Kind: isa.Arith, ALU: alu} }

	// Hints to the processor, such as the priorities or 1,1,1 and or 31,31,31, are encoded
	// as instructions without effect. Some have mnemonics of their own.
	for _, hint := range []string{"nop", "xnop", "yield", "mdoio", "mdoom", "miso"} {
		add(hint, entry{form: formNone, op: isa.Op{Kind: isa.Nop}})
	}
	add("com", entry{form: formText, op: isa.Op{Kind: isa.Nop}}) // a comment of herd7
	add("li", entry{form: formRI, op: arith(isa.Add), lo: minSI, hi: maxSI})
	add("lis", entry{form: formRI, op: arith(isa.Add), lo: minSI, hi: maxUI, signed: true, shift: 16})

	// addi and addis read register 0 as the constant 0.
	add("addi", entry{form: formRRI, op: arith(isa.Add), lo: minSI, hi: maxSI, zeroBase: true})
	add("addis", entry{form: formRRI, op: arith(isa.Add), lo: minSI, hi: maxUI, signed: true, shift: 16, zeroBase: true})
	add("subi", entry{form: formRRI, op: arith(isa.Sub), lo: -maxSI, hi: -minSI, zeroBase: true})
	add("subis", entry{form: formRRI, op: arith(isa.Sub), lo: -maxSI, hi: -minSI, shift: 16, zeroBase: true})
	add("mulli", entry{form: formRRI, op: arith(isa.Mul), lo: minSI, hi: maxSI})
	// The carry that these three set is not modelled: no supported instruction reads it.
	addBoth("addic", entry{form: formRRI, op: arith(isa.Add), lo: minSI, hi: maxSI})
	addBoth("subic", entry{form: formRRI, op: arith(isa.Sub), lo: -maxSI, hi: -minSI})
	add("subfic", entry{form: formRRI, op: arith(isa.Sub), lo: minSI, hi: maxSI, swap: true})

	// The load of an address: la rD,8(rA) is addi rD,rA,8.
	add("la", entry{form: formDisp, op: arith(isa.Add), lo: minSI, hi: maxSI, zeroBase: true})

	add("ori", entry{form: formRRI, op: arith(isa.Or), hi: maxUI})
	add("oris", entry{form: formRRI, op: arith(isa.Or), hi: maxUI, shift: 16})
	add("xori", entry{form: formRRI, op: arith(isa.Xor), hi: maxUI, finish: withZero})
	add("xoris", entry{form: formRRI, op: arith(isa.Xor), hi: maxUI, shift: 16})
	// andi. and andis. exist only in the dot form.
	and := isa.Op{Kind: isa.Arith, ALU: isa.And, Record: true}
	add("andi.", entry{form: formRRI, op: and, hi: maxUI})
	add("andis.", entry{form: formRRI, op: and, hi: maxUI, shift: 16})
}

// tableArith enters computations with registers only (ISA Book I 3.3.9, 3.3.13). The dot
// forms compare all 64 bits of the result.
func tableArith() {
	for name, alu := range map[string]isa.ALU{
		"add": isa.Add, "sub": isa.Sub, "and": isa.And, "or": isa.Or, "xor": isa.Xor,
		"nand": isa.Nand, "nor": isa.Nor, "andc": isa.AndC, "orc": isa.OrC, "eqv": isa.Eqv,
		"mullw": isa.MulW, "mulld": isa.Mul, "divw": isa.DivW, "divwu": isa.DivWU, "divd": isa.DivD, "divdu": isa.DivDU,
		"slw": isa.ShlW, "srw": isa.ShrW, "sraw": isa.SarW, "sld": isa.ShlD, "srd": isa.ShrD, "srad": isa.SarD,
	} {
		e := entry{form: formRRR, op: isa.Op{Kind: isa.Arith, ALU: alu}}
		if alu == isa.Or || alu == isa.And {
			e.finish = sameTwice
		}
		addBoth(name, e)
	}
	addBoth("subf", entry{form: formRRR, op: isa.Op{Kind: isa.Arith, ALU: isa.Sub}, swap: true})

	for name, alu := range map[string]isa.ALU{
		"extsb": isa.Ext8, "extsh": isa.Ext16, "extsw": isa.Ext32, "cntlzw": isa.CountW, "cntlzd": isa.CountD,
		"mr": isa.Or, // the ISA defines it as an or of the register with itself; an or with 0 is the same
	} {
		addBoth(name, entry{form: formRR, op: isa.Op{Kind: isa.Arith, ALU: alu}})
	}
	addBoth("neg", entry{form: formRR, op: isa.Op{Kind: isa.Arith, ALU: isa.Sub}, swap: true}) // 0-A
	addBoth("not", entry{form: formRR, op: isa.Op{Kind: isa.Arith, ALU: isa.Nor}})             // nor with the same twice
}

// sameTwice turns an or or and of a register with itself, such as mr, into a move, which also
// has a meaning on addresses.
func sameTwice(a *args, op *isa.Op) {
	if op.A == op.B {
		op.ALU, op.B = isa.Or, isa.Constant(0)
	}
}

// withZero turns xori rD,rS,0 into a move.
func withZero(_ *args, op *isa.Op) {
	if op.B == isa.Constant(0) {
		op.ALU = isa.Or
	}
}

// tableCompare enters compares (ISA Book I 3.3.10) and the moves between
// registers and the condition register (2.5.1, 3.3.17) or CTR.
func tableCompare() {
	for _, c := range []struct {
		name           string
		word, unsigned bool
		lo, hi         int64
	}{
		{"cmpw", true, false, minSI, maxSI}, {"cmpd", false, false, minSI, maxSI},
		{"cmplw", true, true, 0, maxUI}, {"cmpld", false, true, 0, maxUI},
	} {
		op := isa.Op{Kind: isa.Compare, Word: c.word, Unsigned: c.unsigned}
		add(c.name, entry{form: formCmp, op: op})
		add(c.name+"i", entry{form: formCmpI, op: op, lo: c.lo, hi: c.hi})
	}
	add("cmp", entry{form: formCmpL, op: isa.Op{Kind: isa.Compare}})
	add("cmpi", entry{form: formCmpLI, op: isa.Op{Kind: isa.Compare}, lo: minSI, hi: maxSI})
	add("cmpl", entry{form: formCmpL, op: isa.Op{Kind: isa.Compare, Unsigned: true}})
	add("cmpli", entry{form: formCmpLI, op: isa.Op{Kind: isa.Compare, Unsigned: true}, hi: maxUI})

	add("mfcr", entry{form: formR, op: isa.Op{Kind: isa.FromCR, Fields: 0xff}})
	add("mfocrf", entry{form: formRFields, op: isa.Op{Kind: isa.FromCR}, lo: 1, hi: 0xff, finish: oneField})
	add("mtcr", entry{form: formR, op: isa.Op{Kind: isa.ToCR, Fields: 0xff}})
	add("mtcrf", entry{form: formFields, op: isa.Op{Kind: isa.ToCR}, hi: 0xff})
	add("mtocrf", entry{form: formFields, op: isa.Op{Kind: isa.ToCR}, lo: 1, hi: 0xff, finish: oneField})

	add("mtctr", entry{form: formR, op: isa.Op{Kind: isa.Arith, ALU: isa.Or, Dst: CTR}})
	add("mfctr", entry{form: formR, op: isa.Op{Kind: isa.Arith, ALU: isa.Or, A: isa.Register(CTR)}})
}
