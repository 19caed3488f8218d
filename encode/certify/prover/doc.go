// Package prover makes a SAT solver refute a formula and write a clausal proof, which
// package rup checks.
//
// It shares nothing with the solver that finds verdicts. [Gophersat] is linked into the
// program; [Cadical] runs as a separate process if it is installed. This package does not
// trust what a prover says: the checker has to check its proof, and the caller has to check
// its solution against the formula.
//
// The entry point is [Run].
package prover
