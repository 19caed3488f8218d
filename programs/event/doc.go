// Package event turns a litmus test into its event structure: the finite set
// of events of all its executions up to a loop bound, with program order,
// dependencies, atomic pairs, value expressions and barrier slots.
//
// It stands between the readers (litmus, power) and everything that reasons
// about executions (axioms/eval, encode), which share nothing but this form.
//
// [Build] runs each thread symbolically. A register holds an expression over
// the values that reads return ([Pool]) and, apart from it, the reads that it
// was computed from: xor r1,r1 is 0 and still depends on r1. At a branch whose
// outcome is not known the path forks, so that the events of a thread form a
// tree: what is po-before an event is fixed, and so are its dependencies. A
// branch to the next instruction only adds control dependencies. An access
// whose address depends on what is read forks too, once per location, so that
// every event has one location.
//
// Where to look: path.go and run.go follow the paths, access.go the accesses
// to memory, alu.go and field.go compute, rounds.go leaves out rounds of loops
// that have no effect, settle.go and simplify.go keep expressions small,
// meaning.go cuts what has no meaning, limits.go bounds everything, finish.go
// makes the result. [Structure.String] is the canonical text.
//
// Invariants ([Structure.Check]): events are numbered with po; initial writes
// come first, event i writing location i; addr, data and ctrl start at reads
// and lie inside po; guards are boolean.
package event
