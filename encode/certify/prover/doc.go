// Package prover has a SAT solver refute a formula and write down how: a
// clausal proof that package rup checks.
//
// It stands beside the solver that finds verdicts and shares nothing with it:
// [Gophersat] is part of the program, [Cadical] a process of its own where it
// is installed. Nothing that a prover says is believed here. A proof is text
// for the checker, and a solution is for the caller to hold against the
// formula.
//
// The entry point is [Run].
package prover
