// Package diag holds source texts, positions in them, and the diagnostics
// that every reader of the project reports.
//
// It is the first stage of the pipeline and imports nothing of ours. A reader
// takes a [Source], marks parts of it with [Span]s, and reports errors as
// [Diagnostic]s. A diagnostic says where the error is, its stable [Code], what is
// wrong and what to do. [Render] prints it with the source line and a caret under
// the text.
//
// Invariants: a Span lies inside its Source (Start <= End <= len(Text)); a Code
// never gets a second meaning; reading never panics on bad input.
package diag
