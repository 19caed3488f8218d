package power

import (
	"math"
	"sort"
)

// form is the shape of an instruction's operands.
type form uint8

const (
	formNone   form = iota // sync
	formRI                 // li rD,imm
	formRR                 // mr rD,rS
	formRRR                // add rD,rA,rB
	formRRI                // addi rD,rA,imm
	formCmp                // cmpw [crN,]rA,rB
	formCmpI               // cmpwi [crN,]rA,imm
	formDisp               // lwz rD,d(rA)
	formIndex              // lwzx rD,rA,rB
	formLabel              // b L
	formBranch             // beq [crN,]L
)

// usage is how an operand form is written, for messages.
var usage = map[form]string{
	formNone: "", formRI: "rD,value", formRR: "rD,rS", formRRR: "rD,rA,rB",
	formRRI: "rD,rA,value", formCmp: "[crN,]rA,rB", formCmpI: "[crN,]rA,value",
	formDisp: "rD,offset(rA)", formIndex: "rD,rA,rB", formLabel: "label",
	formBranch: "[crN,]label",
}

// entry is one row of the instruction table: the operand form, and an Op with
// all that the operands do not say.
type entry struct {
	form   form
	op     Op
	lo, hi int64 // range of the immediate or displacement, inclusive
	swap   bool  // the second and third register change places (subf)
	zero   bool  // register 0 in the first place of the sum reads as constant 0
	shift  uint  // the immediate is shifted left (lis, addis, oris, …)
	align  int64 // the displacement is a multiple of it (ld, std)
}

// The ranges of immediates: SI and UI fields of 16 bits.
const (
	minSI, maxSI = math.MinInt16, math.MaxInt16
	maxUI        = math.MaxUint16
)

var table = map[string]entry{
	"nop":    {form: formNone, op: Op{Kind: Nop}},
	"sync":   {form: formNone, op: Op{Kind: Fence, Fence: Sync}},
	"hwsync": {form: formNone, op: Op{Kind: Fence, Fence: Sync}},
	"lwsync": {form: formNone, op: Op{Kind: Fence, Fence: LwSync}},
	"eieio":  {form: formNone, op: Op{Kind: Fence, Fence: Eieio}},
	"isync":  {form: formNone, op: Op{Kind: Fence, Fence: Isync}},

	"li":  {form: formRI, op: Op{Kind: Arith, ALU: Add}, lo: minSI, hi: maxSI},
	"lis": {form: formRI, op: Op{Kind: Arith, ALU: Add}, lo: minSI, hi: maxUI, shift: 16},
	"mr":  {form: formRR, op: Op{Kind: Arith, ALU: Or}},

	// addi and addis read register 0 as the constant 0 (ISA Book I 3.3.9).
	"addi":  {form: formRRI, op: Op{Kind: Arith, ALU: Add}, lo: minSI, hi: maxSI, zero: true},
	"addis": {form: formRRI, op: Op{Kind: Arith, ALU: Add}, lo: minSI, hi: maxUI, shift: 16, zero: true},
	"subi":  {form: formRRI, op: Op{Kind: Arith, ALU: Sub}, lo: -maxSI, hi: -minSI, zero: true},

	"ori":   {form: formRRI, op: Op{Kind: Arith, ALU: Or}, hi: maxUI},
	"oris":  {form: formRRI, op: Op{Kind: Arith, ALU: Or}, hi: maxUI, shift: 16},
	"xori":  {form: formRRI, op: Op{Kind: Arith, ALU: Xor}, hi: maxUI},
	"xoris": {form: formRRI, op: Op{Kind: Arith, ALU: Xor}, hi: maxUI, shift: 16},
	// andi. and andis. exist only in the dot form.
	"andi.":  {form: formRRI, op: Op{Kind: Arith, ALU: And, Record: true}, hi: maxUI},
	"andis.": {form: formRRI, op: Op{Kind: Arith, ALU: And, Record: true}, hi: maxUI, shift: 16},

	"cmpw":  {form: formCmp, op: Op{Kind: Compare, Word: true}},
	"cmpd":  {form: formCmp, op: Op{Kind: Compare}},
	"cmpwi": {form: formCmpI, op: Op{Kind: Compare, Word: true}, lo: minSI, hi: maxSI},
	"cmpdi": {form: formCmpI, op: Op{Kind: Compare}, lo: minSI, hi: maxSI},

	"b": {form: formLabel, op: Op{Kind: Branch}},
}

func init() {
	for name, alu := range map[string]ALU{"add": Add, "sub": Sub, "subf": Sub, "and": And, "or": Or, "xor": Xor} {
		for _, record := range []bool{false, true} {
			n := name
			if record {
				n += "."
			}
			table[n] = entry{form: formRRR, op: Op{Kind: Arith, ALU: alu, Record: record}, swap: name == "subf"}
		}
	}

	// Loads and stores. In the displacement form as in the indexed one, RA=0
	// means the constant 0 (ISA Book I 1.10.3).
	for _, m := range []struct {
		load, store string
		size        int
		align       int64
	}{{"lwz", "stw", 4, 1}, {"ld", "std", 8, 4}} {
		table[m.load] = entry{form: formDisp, op: Op{Kind: Load, Size: m.size}, lo: minSI, hi: maxSI, align: m.align, zero: true}
		table[m.store] = entry{form: formDisp, op: Op{Kind: Store, Size: m.size}, lo: minSI, hi: maxSI, align: m.align, zero: true}
		table[m.load+"x"] = entry{form: formIndex, op: Op{Kind: Load, Size: m.size}, zero: true}
		table[m.store+"x"] = entry{form: formIndex, op: Op{Kind: Store, Size: m.size}, zero: true}
	}
	for _, m := range []struct {
		load, store string
		size        int
	}{{"lwarx", "stwcx.", 4}, {"ldarx", "stdcx.", 8}} {
		table[m.load] = entry{form: formIndex, op: Op{Kind: LoadRes, Size: m.size}, zero: true}
		table[m.store] = entry{form: formIndex, op: Op{Kind: StoreCond, Size: m.size}, zero: true}
	}

	for name, c := range map[string]struct {
		bit  Bit
		when bool
	}{
		"beq": {EQ, true}, "bne": {EQ, false},
		"blt": {LT, true}, "bge": {LT, false}, "bnl": {LT, false},
		"bgt": {GT, true}, "ble": {GT, false}, "bng": {GT, false},
	} {
		e := entry{form: formBranch, op: Op{Kind: CondBranch, Bit: c.bit, When: c.when}}
		// The hint of likelihood (+, -) changes nothing that is modelled.
		table[name], table[name+"+"], table[name+"-"] = e, e, e
	}
}

// Mnemonics lists every instruction that [Decode] knows, sorted.
func Mnemonics() []string {
	names := make([]string, 0, len(table))
	for n := range table {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}
