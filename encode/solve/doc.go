// Package solve answers queries about formulas: one encoding, many queries under
// assumptions.
//
// A [Solver] belongs to one worker. It owns at most one Z3 context, made when a
// query first needs it: unit propagation answers most queries of the size of litmus
// tests, and the first Z3 context costs more than everything else. [Solver.Session]
// takes a formula, and [Session.Ask] answers one query in three steps:
//
//  1. propagate the assumptions; a conflict is the answer unsat;
//  2. make the open decisions greedily, and take none back more than once; if every
//     clause becomes true, the assignment is an execution: sat;
//  3. otherwise ask Z3, which is given the clauses once per session.
//
// Every sat answer comes with the values of all variables, whichever step found it.
// encode/decide has the execution evaluated afterwards.
//
// Limits: a budget in Z3's deterministic resource units, and the context.Context. If
// a limit is reached the answer is Unknown, with the reason.
package solve
