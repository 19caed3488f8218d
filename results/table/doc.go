// Package table draws comparisons as tables: plain text for a terminal or a
// mail, Markdown for a pull request or a file that is checked in, LaTeX for a
// document, CSV for other programs; of two variants also HTML, as a page that
// stands for itself (that of a comparison is made by package page).
//
// It is made from a [results.Comparison] or a [results.Diff] alone. For the formats
// that people read, a report is put together from parts, and each format has its
// way with every kind of part. Rows with a variant become a matrix of variants ×
// programs × models, where variants that are about the same programs stand
// together; as text it takes the layout that fits. The points of a lattice are
// counted and told by their borders, and listed if all of them are asked for.
//
// Invariants: every row is accounted for, in a cell, a count or a border; a claim
// that does not hold is marked in its cell and spelled out below the table, so
// that it is seen without colour; no line of text is longer than asked for,
// unless an instruction is; the text is a function of the comparison, so that it can be
// checked in and compared.
package table
