// Package diag holds source texts, positions in them, and the diagnostics
// that every reader of the project reports.
//
// It is the first stage of the pipeline and imports nothing of ours. A reader
// is handed a [Source], marks what it reads with [Span]s, and reports what is
// wrong as [Diagnostic]s: a place, a stable [Code], what is wrong, and what to
// do. [Render] prints one with the source line and a caret under the text.
//
// Invariants: a Span lies inside its Source (Start <= End <= len(Text)); a
// Code is never re-used for something else; reading never panics on bad input.
package diag
