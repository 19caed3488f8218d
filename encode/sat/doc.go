// Package sat is a SAT solver in pure Go: conflict-driven clause learning over clauses in
// DIMACS form, with assumptions, unsatisfiable cores, a deterministic budget, and a
// function that can stop it.
//
// A [Solver] takes all clauses at once ([New]) and then answers any number of queries
// ([Solver.Solve]), each under assumptions of its own. Learned clauses follow from the
// clauses alone, so they stay for the next queries. The search is deterministic: the same
// clauses and queries give the same answers, models and cores on every machine.
//
// The parts: [Solver.Solve] makes the assumptions, then decisions (search.go). Each is
// propagated with two watched literals per clause (propagate.go). A conflict is resolved to
// a clause with one literal of the last level (analyze.go), by which the search jumps back.
// The order of decisions is a heap by recent use in conflicts (heap.go). From time to time
// the clauses are cleaned up (reduce.go).
//
// A [Proof] is told each clause that is learned, with the clauses from which it follows
// (proof.go), so that a checker can follow the search.
//
// Package encode/solve makes it one of its backends. The package depends on no other
// package, has no package variables, and needs no cgo. Several solvers can run at the same
// time; one solver is not safe for concurrent use.
package sat
