// Package cover checks what a table of variants claims against what was proved.
//
// It is the second part of a certificate that a sceptic has to read, after
// package rup, and imports nothing of ours either. It is handed facts, each of
// which has a proof or a solution that was checked, and rows of a table. It works
// out for every single variant in a row why it is Never there, and refuses the
// first for which there is no reason.
//
// # What it reasons with
//
// A variant has one choice for each slot; a choice is a sequence of barriers. A
// choice is at least as strong as another if for each barrier of the other there
// is one in it, in the same order, that is the same or, by a [Step], at least as
// strong. A variant is at least as strong as another if its choices are, slot by
// slot. That a step may be taken was proved for the model: it forbids no less
// with the stronger barrier. In a slot without an order each choice stands for
// itself.
//
// From the fact that there is no execution with some choices, whatever the other
// slots hold, it follows that there is none with choices at least as strong. From
// an execution of one variant it follows that every weaker one has it, too. There
// are no other rules.
//
// # What it finds
//
// [Lattice.Check] returns no error only if each variant of each row of a Refuted
// fact is Never, and how many these are. Of each of them it is also known that
// the program has an execution, unless a row of an Empty fact says that it has
// none, and that the proposition can hold as long as there is no model, unless a
// row of a Trivial fact says that it cannot.
package cover
