// Package junit writes what a study claims as a JUnit report, the XML in which
// CI systems take the results of tests.
//
// It is made from a [results.Comparison] alone: each model is a suite, each named
// variant of a program a case. A claim that does not hold is a failure,
// with the story of an execution that contradicts it if there is one. A
// verdict that is Unknown is an error, claimed or not, as in the exit status; and a case
// without a claim is skipped. The points of a lattice claim nothing and are no
// cases.
//
// Invariants: every row with a variant is exactly one case; the counts of a
// suite are those of its cases; the text is a function of the comparison, so
// there are no times in it.
package junit
