// Package power is the instruction set of POWER: a table that gives, for each instruction,
// the registers that it reads and writes, and its memory access, branch or fence, in the
// form of package isa.
//
// The files table_*.go fill the table, and tags.go declares the tags of POWER's events.
// decode.go and operands.go decode instructions; spell.go and herd*.go write them in the
// spelling of herd7. Only package isa/sets, the list of instruction sets, imports this
// package.
//
// docs/instructions.md contains the same information as the table. A test compares them.
//
// The source of each entry is the Power ISA, version 3.0B: Book I chapter 3
// (fixed-point and branch instructions), Book II chapter 4 (storage control,
// load-and-reserve and store-conditional, synchronisation).
package power
