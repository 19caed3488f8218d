package power

import (
	"math"
	"slices"
	"sort"

	"github.com/fencewise/fencewise/programs/isa"
)

// form is the shape of an instruction's operands.
type form uint8

const (
	formNone      form = iota
	formRI             // li rD,value
	formRR             // mr rD,rS
	formRRR            // add rD,rA,rB
	formRRI            // addi rD,rA,value
	formRot            // rlwinm rA,rS,n,first,last
	formRotReg         // rlwnm rA,rS,rB,first,last
	formRotD           // rldicl rA,rS,n,first
	formCmp            // cmpw [crN,]rA,rB
	formCmpI           // cmpwi [crN,]rA,value
	formDisp           // lwz rD,d(rA)
	formIndex          // lwzx rD,rA,rB
	formLarx           // lwarx rD,rA,rB[,hint]
	formCache          // dcbf rA,rB[,hint]
	formLabel          // b label
	formBranch         // beq [crN,]label
	formBit            // bt bit,label
	formBC             // bc options,bit,label
	formSync           // sync [kind]
	formZero           // lwsync [0]
	formText           // com "text"
	formCmpL           // cmp [crN,]long,rA,rB
	formCmpLI          // cmpi [crN,]long,rA,value
	formReturnCR       // beqlr [crN]
	formReturnBit      // btlr bit
	formTrap           // tw condition,rA,rB
	formTrapI          // twi condition,rA,value
	formR              // mtctr rS, mfctr rD, mfcr rD
	formFields         // mtcrf fields,rS
	formRFields        // mfocrf rD,fields
	formThread         // msgsnd thread
	formOptR           // doorbell [rD]
	formRefused        // anything
)

// usage holds the text of operand forms for messages.
var usage = [...]string{
	formNone: "", formRI: "rD,value", formRR: "rD,rS", formRRR: "rD,rA,rB",
	formRRI: "rD,rA,value", formRot: "rA,rS,n,first,last", formRotReg: "rA,rS,rB,first,last",
	formRotD: "rA,rS,n,bit", formCmp: "[crN,]rA,rB", formCmpI: "[crN,]rA,value",
	formDisp: "rD,offset(rA)", formIndex: "rD,rA,rB", formLarx: "rD,rA,rB[,hint]",
	formCache: "rA,rB[,hint]", formLabel: "label", formBranch: "[crN,]label",
	formBit: "bit,label", formBC: "options,bit,label", formSync: "[kind]", formZero: "[0]", formText: `"text"`,
	formCmpL: "[crN,]long,rA,rB", formCmpLI: "[crN,]long,rA,value", formReturnCR: "[crN]", formReturnBit: "bit",
	formTrap: "0,rA,rB", formTrapI: "0,rA,value", formR: "r",
	formFields: "fields,rS", formRFields: "rD,fields",
	formThread: "thread", formOptR: "[rD]", formRefused: "",
}

// entry is one row of the instruction table: the operand form, and an Op with the fields that
// the operands do not determine.
type entry struct {
	form     form
	op       isa.Op
	lo, hi   int64 // range of the immediate or displacement, inclusive
	swap     bool  // the second and third operand change places (subf)
	zeroBase bool  // register 0 in the first place of the sum reads as constant 0
	signed   bool  // of an immediate of 16 bits written without sign, the sign counts (lis)
	shift    uint  // the immediate is shifted left (lis, addis, oris, …)
	align    int64 // the displacement is a multiple of it (ld, std)
	finish   func(*args, *isa.Op)
	reason   string // formRefused: what is not modelled
	fix      string // formRefused: what to write instead; "" where there is nothing
}

// The ranges of immediates: SI and UI fields of 16 bits.
const (
	minSI, maxSI = math.MinInt16, math.MaxInt16
	maxUI        = math.MaxUint16
)

// table maps mnemonics to entries. The files table_*.go fill it.
var table = map[string]*entry{}

func init() {
	tableConstants()
	tableArith()
	tableShifts()
	tableCompare()
	tableMemory()
	tableBranches()
	tableFences()
	tableTraps()
	tableDoorbells()
	tableRefused()
}

// add enters an instruction. It panics if the table contains the mnemonic already.
func add(name string, e entry) {
	if table[name] != nil {
		panic("power: " + name + " is in the table twice")
	}
	table[name] = &e
}

// addBoth enters an arithmetic instruction and its dot form.
func addBoth(name string, e entry) {
	add(name, e)
	e.op.Record = true
	add(name+".", e)
}

// mnemonics lists the mnemonics of all supported instructions, sorted.
func mnemonics() []string {
	names := make([]string, 0, len(table))
	for n, e := range table {
		if e.form != formRefused {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
}

// Refused lists the known instructions that are not modelled, sorted, with the reasons.
func Refused() (names, why []string) {
	for n, e := range table {
		if e.form == formRefused {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		why = append(why, table[n].reason)
	}
	return names, why
}
