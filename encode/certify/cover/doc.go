// Package cover checks the claims of a table of variants against what was proved.
//
// It is the second part of a certificate that a sceptic has to read, after package rup,
// and it imports nothing of ours either. Its input consists of facts, each of which has a
// proof or a solution that was checked, and of the rows of a table. For every single
// variant in a row it works out why the variant is Never, and it returns an error for the
// first variant for which it finds no reason.
//
// # The rules
//
// A variant has one choice for each slot, and a choice is a sequence of barriers. A choice
// is at least as strong as another if it contains for each barrier of the other one, in
// the same order, a barrier that is the same or, by a [Step], at least as strong. A variant
// is at least as strong as another if each of its choices is. Each step was proved for the
// model: the model forbids everything with the stronger barrier that it forbids with the
// weaker one. In a slot without an order no choice is compared with another.
//
// If no execution exists with some choices, whatever the other slots hold, then none
// exists with choices that are at least as strong. If one variant has an execution, every
// weaker variant has it, too. There are no other rules.
//
// # The result
//
// [Lattice.Check] returns no error only if each variant of each row of a Refuted fact is
// Never, and it counts these variants. For each of them it is also known that the program
// has an execution, unless a row of an Empty fact says that it has none, and that the
// proposition can hold without a model, unless a row of a Trivial fact says that it cannot.
package cover
