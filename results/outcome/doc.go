// Package outcome says in words what the condition of a test asks for, part by part: which
// load has to read which value, and which store that value can come from.
//
// [Explain] reads the condition from the test and the meaning of its registers from the
// event structure. It describes the program, not one execution of it: of a value that
// several stores write it names each.
//
// Invariants: the parts are those of the condition in the same order, each with its text.
// A part whose value is computed, or depends on the path that a thread takes, is described
// by its register alone.
package outcome
