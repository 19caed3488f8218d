// Package tomlsrc decodes TOML files strictly and finds the places of their keys and
// values, for diagnostics about the project's own file formats: studies and cost
// models.
//
// [Decode] decodes a file and reports unknown keys. The decoder gives a place only for
// its own errors, as a line and a column; [SpanOf] turns this into a span. Errors beyond
// the syntax are found later: for them [Index] gives the place of every key and value of
// a file that was decoded without error.
package tomlsrc
