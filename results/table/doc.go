// Package table draws comparisons as tables: plain text for a terminal or a
// mail, Markdown for a pull request or a file that is checked in, LaTeX for a
// document, CSV for other programs; of two variants also HTML, as a page that
// needs nothing else (package page makes that of a comparison).
//
// Its input is a [results.Comparison] or a [results.Diff] alone. For the formats that
// people read it makes a report of parts, and each format writes every kind of part in
// its own way. Rows with a variant become a matrix of variants × programs × models, one
// for variants about the same programs; the text uses a layout that fits. The points of
// a lattice are counted and described by their borders, and listed on request.
//
// Invariants: every row is accounted for, in a cell, a count or a border; a claim
// that does not hold is marked in its cell and spelled out below the table, so
// that it is seen without colour; no line of text is longer than the given width,
// unless an instruction is; the text is a function of the comparison, so that it can be
// checked in and compared.
package table
