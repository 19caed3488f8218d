// Package isa defines operations: what instructions do, in a form that is the same for all
// machines.
//
// It comes between the litmus reader, which only knows that a cell holds a mnemonic and
// operands, and package unroll, which executes operations symbolically. An instruction set
// ([Set]) decodes instructions to operations ([Op]). Package isa/power is the first one,
// and package isa/sets lists them. Only that list names the individual sets.
//
// A [Language] declares the tags of its events: its kinds of barriers, and what its
// accesses can be besides reads and writes. All code refers to a barrier by its tag, and
// models name the set of events with a tag (package axioms/vocabulary). So a new barrier
// needs an entry in the table of tags, one in the table of instructions, and a line in
// each model that gives it a meaning.
//
// Invariants: a decoder never guesses. It returns a diagnostic for an unknown mnemonic, for
// one that is not modelled, and for wrong operands. Every Op that it returns is complete,
// and its tags belong to the language of its set.
package isa
