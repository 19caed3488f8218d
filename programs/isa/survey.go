package isa

import "github.com/fencewise/fencewise/programs/diag"

// Survey holds the results of one pass over all instructions of a program: those of its
// threads and handlers, and of all choices of its slots.
type Survey struct {
	// Warnings are about instructions that the author is likely not to have meant.
	Warnings diag.List
	// Barriers holds the kinds of barriers, in the order of their first occurrence.
	Barriers []Barrier
}

// Barrier is a kind of barrier in a program, with the place of its first occurrence.
type Barrier struct {
	Kind Tag
	Span diag.Span
}
