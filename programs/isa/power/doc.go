// Package power is the instruction set of POWER: one table that says for each
// instruction which registers it reads and writes, and which memory access, branch or
// fence it is (package isa has the form of that).
//
// The files table_*.go fill the table, tags.go declares what POWER's events can be,
// decode.go and operands.go read the operands, and spell.go and herd*.go write
// instructions as herd7 does. Nothing imports this package but the list of
// instruction sets, package isa/sets.
//
// docs/instructions.md says the same as the table, and a test compares the two.
//
// The source of each entry is the Power ISA, version 3.0B: Book I chapter 3
// (fixed-point and branch instructions), Book II chapter 4 (storage control,
// load-and-reserve and store-conditional, synchronisation).
package power
