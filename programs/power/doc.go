// Package power says what one POWER instruction does: which registers it
// reads and writes, which memory access, branch or fence it is.
//
// It stands between the litmus reader, which only knows that a cell holds a
// mnemonic and operands, and package event, which runs the instructions
// symbolically. [Decoder.Decode] turns one litmus.Instr into an [Op]: the instruction
// set is one table ([Mnemonics] lists it), and everything behind it knows
// only the few kinds of Op.
//
// Invariants: Decode never guesses. An unknown mnemonic, one whose meaning is
// not modelled, a wrong number or shape of operands, or a value that does not
// fit its field is a diagnostic at the operand. Every Op that is returned is
// complete. docs/instructions.md says the same as the table, and a test
// compares the two.
//
// The source of each entry is the Power ISA, version 3.0B: Book I chapter 3
// (fixed-point and branch instructions), Book II chapter 4 (storage control,
// load-and-reserve and store-conditional, synchronisation).
package power
