package isa

import "github.com/fencewise/fencewise/programs/diag"

// Survey holds the results of one pass over all instructions of a program:
// those of its threads and handlers, and of the choices of its slots, whether
// chosen or not.
type Survey struct {
	// Warnings are about instructions that are likely not to be what the author
	// meant.
	Warnings diag.List
	// Barriers are the kinds of barriers, in the order of their first places.
	Barriers []Barrier
}

// Barrier is a kind of barrier in a program, with the place of the first one.
type Barrier struct {
	Kind Tag
	Span diag.Span
}
