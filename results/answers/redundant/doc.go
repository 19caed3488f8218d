// Package redundant finds out which barriers of tests can go.
//
// [Find] takes the tests of one group, decides each with all barriers, without any, and
// without each one, and searches for redundant barriers that can go at once. It takes a
// barrier away in all tests that have it: those of a slot have its name in common.
//
// Invariants: every answer is a verdict about a program without the barrier, and concludes
// nothing from the verdicts of other programs. The execution that shows that a barrier is
// needed is one of the test itself, in which that barrier alone is missing.
package redundant
