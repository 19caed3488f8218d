// Package verdict defines the words of question and answer: the quantifier with
// which a test asks for its proposition, and the verdict on it.
//
// Every stage uses them, from the reader of litmus files to the tables, so the
// package imports nothing of ours and every stage may import it.
//
// Entry points: [Verdict] and [Verdict.Meets], which compares a verdict with a
// claim; [Parse], which reads a claim; [Verdict.Outcome], which applies a
// [Quantifier].
//
// Invariants: no default verdict exists. The zero Verdict is invalid and cannot
// be written as JSON. The strings are part of the JSON output and of herd7's log.
package verdict
