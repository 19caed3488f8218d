package isa

import "github.com/fencewise/fencewise/programs/litmus"

// Decoder decodes the instructions of one test and numbers its symbolic registers. It
// is not safe for concurrent use.
type Decoder interface {
	// Decode returns what an instruction does. The error is a *diag.Diagnostic.
	Decode(*litmus.Instr) (Op, error)
	// Regs returns the registers of the test. Its symbolic registers get numbers as the
	// decoder meets them.
	Regs() *Registers
	// Reset makes the decoder ready for the next test.
	Reset()
}

// Set is an instruction set: all that the rest of the program needs to know about it.
type Set struct {
	*Language
	NewDecoder func() Decoder
	// Lower returns the steps of a thread, for a language whose statements are no
	// instructions; it is nil for other languages. It numbers the registers that the
	// steps use. The error holds diagnostics.
	Lower func(*litmus.Test, *litmus.Thread, *Registers) ([]Step, error)
	// Mnemonics lists the supported instructions, sorted.
	Mnemonics func() []string
	// Size returns how many bytes an instruction accesses, by its mnemonic; 0 for one that
	// accesses no memory. It is nil for a language in which declarations determine that.
	Size func(mnemonic string) int
	// Survey surveys a program.
	Survey func(*litmus.Test) *Survey
	// Herd writes instructions in the spelling of herd7.
	Herd Spelling
}

// Spelling writes instructions as herd7 reads and prints them.
type Spelling struct {
	// Instr returns an instruction in the form that herd7 reads, if herd7 knows it. It
	// returns an instruction that does not decode unchanged.
	Instr func(*litmus.Instr) *litmus.Instr
	// Line returns the text of an instruction in the form of which herd7 computes the hash
	// of a test, and false if herd7 does not read the instruction. labels maps labels to
	// their form in that text.
	Line func(in *litmus.Instr, labels map[string]string) (string, bool)
	// Jump returns a branch to a label under the condition of op, which is a Branch, or
	// a CondBranch that does not count; nil if herd7 has none.
	Jump func(op *Op, label string) *litmus.Instr
	// Depend returns two instructions that make everything after them control-dependent on
	// a register: a compare of the register with itself into a condition field, and a
	// branch to a label, which must be that of the next instruction. The branch is taken if
	// taken is true.
	Depend func(reg litmus.Operand, field int, label string, taken bool) [2]*litmus.Instr
}
