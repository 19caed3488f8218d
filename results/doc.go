// Package results defines the records that every output is made from.
//
// It is the last stage of the pipeline but one: the engines yield a
// [verdict.Verdict], the commands put it into a [Record] (one program under one
// model), a [Comparison] (a study) or a [Diff] (two of its variants, or two
// models), and the subpackages draw these as tables, graphs and stories. The
// package imports nothing of ours but packages verdict and prose, so that a program
// which only reads our JSON can use it alone.
//
// Invariants: a record without a verdict cannot be written as JSON, and nothing
// is mapped to a verdict silently. The JSON form is stable: a field keeps its
// meaning for as long as [Schema] stays the same; fields may be added.
package results
