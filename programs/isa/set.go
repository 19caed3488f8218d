package isa

import "github.com/fencewise/fencewise/programs/litmus"

// Decoder decodes the instructions of one test and numbers its symbolic registers. It
// is not safe for concurrent use.
type Decoder interface {
	// Decode returns what an instruction does. The error is a *diag.Diagnostic.
	Decode(*litmus.Instr) (Op, error)
	// Regs returns the registers of the test, of which the symbolic ones are numbered
	// as they are met.
	Regs() *Registers
	// Reset makes the decoder ready for the next test.
	Reset()
}

// Set is an instruction set, as one value: what everything that works on programs
// needs to know of it.
type Set struct {
	*Language
	NewDecoder func() Decoder
	// Mnemonics lists the instructions that are decoded, sorted.
	Mnemonics func() []string
	// Survey surveys a program.
	Survey func(*litmus.Test) *Survey
	// Herd is how herd7 spells the instructions.
	Herd Spelling
}

// Spelling writes instructions as herd7 reads and prints them.
type Spelling struct {
	// Instr returns an instruction as herd7 reads it, as far as herd7 knows it. An
	// instruction that does not decode comes back as it is.
	Instr func(*litmus.Instr) *litmus.Instr
	// Line returns the text of an instruction from which herd7 computes the hash of a
	// test, and false for one that herd7 does not read. labels maps labels to what
	// they are in that text.
	Line func(in *litmus.Instr, labels map[string]string) (string, bool)
	// Jump returns a branch to a label under the condition of op, which is a Branch, or
	// a CondBranch that does not count; nil if herd7 has none.
	Jump func(op *Op, label string) *litmus.Instr
	// Depend returns instructions that make what follows depend on a register by
	// control: a compare of it with itself into a condition field, and a branch to a
	// label, which must be that of the next instruction. taken says whether the branch
	// is taken.
	Depend func(reg litmus.Operand, field int, label string, taken bool) [2]*litmus.Instr
}
