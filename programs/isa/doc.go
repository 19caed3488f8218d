// Package isa is the neutral form of instructions: what one of them does, whatever
// machine it is of.
//
// It stands between the litmus reader, which only knows that a cell holds a mnemonic
// and operands, and package unroll, which runs operations symbolically. An
// instruction set ([Set]) turns instructions into operations ([Op]); package
// isa/power is the first one, and package isa/sets lists them. Nothing but that list
// knows the sets one by one.
//
// A [Language] declares the tags of its events: which kinds of barriers it has, and
// what its accesses can be besides reads and writes. Whatever asks for a barrier asks
// for its tag, and models name the set of events with a tag (package
// axioms/vocabulary). So a new barrier is an entry in the table of tags, one in the
// table of instructions, and a line in the models that give it a meaning.
//
// Invariants: a decoder never guesses. An unknown mnemonic, one whose meaning is not
// modelled, or wrong operands are a diagnostic at the operand. Every Op that is
// returned is complete, and its tags are of the language of its set.
package isa
