// Package solve asks questions about formulas: one encoding, many questions
// under assumptions.
//
// A [Solver] belongs to one worker. It owns at most one Z3 context, made when
// a question first needs it: unit propagation decides most questions of the
// size of litmus tests, and Z3's first context alone costs more than all else.
// [Solver.Session] takes a formula, and [Session.Ask] answers one question in
// three steps:
//
//  1. propagate the assumptions; a conflict is the answer unsat;
//  2. decide what is open greedily, never taking a decision back more than
//     once; if every clause ends up true, that is an execution: sat;
//  3. otherwise ask Z3, which gets the clauses once per session.
//
// Every sat answer comes with the values of all variables, whichever step
// found it, and is checked by evaluation afterwards (encode/decide).
//
// Limits: a budget in Z3's deterministic resource units, and the
// context.Context. An answer that was not reached is Unknown, with the reason.
package solve
