// Package explain searches for what explains a verdict.
//
// It asks encode/decide/why for the reasons of a Never, and decides variants of the program
// to find out which barriers and dependencies it needs; results/reason turns what was found
// into a report. [Verdict] explains the verdict on one case, [Differ] the difference between
// two variants of a program, [Lattice] all variants that are Never.
//
// Invariants: what is called essential was decided, not read off the cycles; where a limit
// ends the search, the verdict stands and the report says what is missing.
package explain
