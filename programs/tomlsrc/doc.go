// Package tomlsrc says where things stand in a TOML text, for diagnostics about
// files of our own formats: studies and cost models.
//
// The decoder gives a place only with its own errors, as a line and a column;
// [SpanOf] makes a span of it. What is wrong beyond the syntax is found later:
// [Index] gives the place of every key and value of a text that was decoded
// without error.
package tomlsrc
