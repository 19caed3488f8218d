package power

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// The canonical texts of instructions in herd7. sameSpelling lists the instructions whose
// text consists of their mnemonic and operands. otherSpelling maps those with another
// mnemonic to it. blankAfterComma lists those with a blank after a comma, with the number of
// commas before that one.
var (
	sameSpelling = wordSet("add sub subf or and xor mullw divw add. sub. subf. or. and. xor. mullw. divw. " +
		"addi ori xori andi. mulli li mr cmpwi cmpw " +
		"lbz lhz lwz lbzx lhzx lwzx stb sth stw stbx sthx stwx lwarx stwcx. lwzu stwu " +
		"sync lwsync isync eieio dcbf com mfcr mflr mtlr nor neg slw sraw srawi " +
		"nop lis addis cmplwi lwa lwax clrldi blr") // from 7.58 on
	otherSpelling   = map[string]string{"ld": "lwz", "ldx": "lwzx", "std": "stw", "stdx": "stwx", "hwsync": "sync"}
	blankAfterComma = map[string]int{"extsw": 0, "rlwinm": 2, "rlwimi": 2} // from 7.58 on
	branches        = map[string]string{
		"beq": "beq", "bne": "bne", "blt": "blt", "bgt": "bgt",
		"bge": "bge", "bnl": "bge", "ble": "ble", "bng": "ble",
	}
)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// hashLine returns the text of an instruction in the form of which herd7 computes the hash
// of a test, and false if herd7 does not read the instruction.
func hashLine(in *litmus.Instr, labels map[string]string) (string, bool) {
	op, args := in.Op, in.Args
	if b, ok := branches[op]; ok && len(args) == 1 {
		return b + "  " + labels[args[0].Text], true
	}
	if op == "b" && len(args) == 1 {
		return "b   " + labels[args[0].Text], true
	}
	spelt := spell(in).Args
	if len(spelt) != len(args) {
		return "", false
	}
	texts := make([]string, len(args))
	for i := range args {
		if args[i].Kind == litmus.OpName || args[i].Kind != spelt[i].Kind || args[i].Kind == litmus.OpMem && args[i].Base.Kind == litmus.OpImm {
			return "", false
		}
		texts[i] = args[i].String()
	}
	if len(args) == 3 && args[1].Kind == litmus.OpImm && args[2].Kind != litmus.OpImm { // 0,r5
		texts = []string{texts[0], texts[1] + "(" + texts[2] + ")"}
	}
	at, blank := blankAfterComma[op]
	switch {
	case op == "subi" && len(args) == 3:
		op, texts[2] = "addi", strconv.FormatInt(-args[2].Num, 10)
	case (op == "cmpw" || op == "cmpwi" || op == "cmplwi") && len(args) == 3 && texts[0] == "cr0":
		texts = texts[1:]
	case otherSpelling[op] != "":
		op = otherSpelling[op]
	case !sameSpelling[op] && !blank:
		return "", false
	}
	if len(texts) == 0 {
		return op, true
	}
	if blank && at+1 < len(texts) {
		texts[at+1] = " " + texts[at+1]
	}
	return op + " " + strings.Join(texts, ","), true
}
