// Package unroll turns a litmus test into its event structure, up to a bound on loops
// and interrupts.
//
// It comes between the readers (litmus, isa), which handle text and instructions, and
// package event, which defines the form of the result. Only this package executes programs.
//
// [Build] executes each thread symbolically. A register holds an expression over the values
// that reads return and, separately, the reads from which it was computed: xor r1,r1 is 0
// and still depends on r1. At a branch with an unknown outcome the path forks, so that the
// events of a thread form a tree. A branch to the next instruction only adds control
// dependencies. An access whose address depends on reads also forks the path, once per
// location, so that every event has one location.
//
// Where to look:
//
//   - path.go, run.go: paths and how they are followed
//   - access.go, alu.go, field.go, cond.go: accesses, computations, the condition
//   - slot.go, depend.go: barrier slots and the dependencies that they make
//   - doorbell.go: instructions about doorbells
//   - interrupt.go, interrupt_state.go, handler.go, join.go: where interrupts are taken,
//     what a path knows of them, one run of a handler, and how its paths join the
//     thread's
//   - rounds.go, live.go, sight.go, cycles.go: rounds of loops that are skipped because
//     they have no effect
//   - meaning.go, limits.go: paths that are cut, and the limits on everything
//   - finish.go: the finished structure in its own memory
package unroll
