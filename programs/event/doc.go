// Package event defines the event structure of a program: the finite set of events
// of all its executions up to a bound, with program order, dependencies, atomic
// pairs, value expressions, barrier slots and the condition.
//
// It is the form that everything that reasons about executions reads (axioms, encode,
// results). Package unroll makes it from a litmus test; this package only holds it,
// checks it ([Structure.Check]) and prints it ([Structure.String], the canonical
// text).
//
// A [Structure] stands for all executions at once. The events of a thread form a
// tree: what is po-before an event is fixed, and so are its dependencies. Every event
// has a guard, a boolean expression that says in which executions it occurs, and
// every access has one location. Expressions are nodes of a [Pool], which simplifies
// them as they are made; [Apply] says what each operator computes.
//
// Invariants: events are numbered with po; initial writes come first, event i writing
// location i; the static relations ([Statics]) lie inside po and start and end at
// events of their classes; guards are boolean.
package event
