// Package encode turns an event structure, a memory model and a question into
// clauses: a solution is an execution of the program that the model allows
// and that answers the question.
//
// It stands between the forms it reads (programs/event, axioms/rel) and the
// solver (encode/solve). What a variable means is kept with the formula
// (encode/cnf), so that packages which read solutions need not know this one.
//
// The way of one question:
//
//	values.go, guards.go   finite domains of values; which events are executed
//	base.go                rf: each executed read has one source; co: a total order
//	bounds.go              which pairs of each relation may and must hold
//	demand.go              which of the undecided pairs the axioms can notice
//	derive.go              one variable and its clauses for each of those pairs
//	least.go               least fixpoints, where a larger relation could help
//	axiom.go, acyclic.go   the axioms of the model over these variables
//	observe.go             the values that final states can hold
//
// Nothing here knows a model: threads, po, rf, co and the fences become
// constraints only through the relations and axioms of the rel.Model.
//
// A derived relation is encoded in one direction: what derives a pair makes
// its variable true, and nothing makes it false. That is exact where a larger
// relation can only violate more axioms. The least fixpoint of "let rec", of +
// and of * needs no more: if some larger relation satisfies the axioms, the
// least one does. A relation that occurs under a difference or a complement
// gets both directions, and ranks where it is recursive.
//
// Propagation interleaves: the axioms come in stages by cost, and what is
// decided after one is substituted before the relations of the next are built.
package encode
