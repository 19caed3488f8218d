// Package solve answers queries about formulas: one encoding, many queries under
// assumptions.
//
// A [Solver] belongs to one worker. It owns at most one backend, a SAT solver, which it
// starts when a query first needs it: unit propagation answers most queries of the size of
// litmus tests, and the first context of Z3 costs more than everything else.
// [Solver.Session] takes a formula, and [Session.Ask] answers one query in three steps:
//
//  1. propagate the assumptions; a conflict is the answer unsat;
//  2. make the open decisions greedily, and take none back more than once; if every
//     clause becomes true, the assignment is an execution: sat;
//  3. otherwise ask the backend, which is given the clauses once per session.
//
// Every sat answer comes with the values of all variables, whichever step found it.
// encode/decide has the execution evaluated afterwards.
//
// There are two backends: libz3 (z3.go, only in programs built with cgo) and encode/sat in
// pure Go (builtin.go). [Backends] tells which a program has, and [Auto] chooses by the size of
// the formula (load.go). Both give the same verdicts, but not the same executions and cores.
// encode/certify/lrat follows each step of encode/sat: an answer unsat that it does not
// confirm is an [Unproved].
//
// Limits: a budget in deterministic units of the backend, and the context.Context. If a
// limit is reached the answer is Unknown, with the reason.
package solve
