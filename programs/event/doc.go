// Package event defines the event structure of a program: the finite set of events
// of all its executions up to a bound, with program order, dependencies, atomic
// pairs, value expressions, barrier slots and the condition.
//
// All packages that reason about executions read this form (axioms, encode, results).
// Package unroll makes it from a litmus test. This package only defines it, checks it
// ([Structure.Check]) and prints it ([Structure.String], the canonical text).
//
// A [Structure] represents all executions at once. The events of a thread form a tree: the
// events before an event in po and its dependencies are the same in all executions. Every
// event has a guard, a boolean expression that is true in the executions with the event,
// and every access has one location. Expressions are nodes of a [Pool], which simplifies
// them when they are made; [Apply] computes the operators.
//
// Invariants: events are numbered with po; initial writes come first, event i writing
// location i; the static relations ([Statics]) lie inside po and start and end at
// events of their classes; guards are boolean.
package event
