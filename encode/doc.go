// Package encode turns a query about an event structure, under a memory model,
// into clauses. A solution of the clauses is an execution of the program that the
// model allows and that meets the goal of the query.
//
// The package reads event structures (programs/event) and models (axioms/rel); the
// solver (encode/solve) reads its formulas. The meaning of each variable is stored
// with the formula (encode/cnf), so packages that read solutions need not know this
// one.
//
// The steps of one encoding:
//
//	query.go               what is asked: structure, goal, slots, interrupts
//	counter.go, walk.go    what the reads of a counter can have, and in which order it is accessed
//	values.go, guards.go   finite domains of values; which events are executed
//	base.go, order.go      rf: each executed read has one source; co: a total order
//	bounds.go              which pairs of each relation may and must hold
//	demand.go              which of the undecided pairs matter to the axioms
//	derive.go              one variable and its clauses for each of those pairs
//	least.go               least fixpoints, where a larger relation can satisfy more
//	axiom.go, acyclic.go   the axioms of the model over these variables
//	alike.go               one order of threads that nothing tells apart
//	refine.go              clauses only for what a solution violates
//	observe.go             the values that final states can have
//
// The package contains no rule of any model: threads, po, rf, co and fences
// constrain an execution only through the relations and axioms of the rel.Model.
//
// A derived relation is encoded in one direction: what derives a pair makes its
// variable true, and nothing makes it false. That is exact where a larger relation
// can only violate more axioms. The least fixpoint of "let rec", of + and of * needs
// no more: if some larger relation satisfies the axioms, so does the least one. A
// relation that occurs under a difference or a complement is encoded in both
// directions, with ranks if it is recursive.
//
// Propagation and encoding alternate: the axioms come in stages by cost, and what
// propagation decides after one stage is substituted before the relations of the
// next are built. A stage that would be big can be left to a [Refiner], and so can the
// transitivity of orders with many members.
package encode
