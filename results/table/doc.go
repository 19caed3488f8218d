// Package table draws comparisons as tables: plain text for a terminal of 80
// columns, Markdown for a file that is checked in, CSV for other programs.
//
// It is made from a [results.Comparison] alone. Rows with a variant become a
// matrix of variants × programs for each model, where variants that are about
// the same programs stand together; rows without one are the points of a
// lattice, and are counted unless all of them are asked for.
//
// Invariants: every row is accounted for, in a cell or in a count; a claim that
// does not hold is marked in its cell and spelled out below the table, so that
// it is seen without colour; the text is a function of the comparison, so that
// it can be checked in and compared.
package table
