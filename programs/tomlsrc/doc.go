// Package tomlsrc decodes TOML files strictly and finds the places of their keys and
// values, for diagnostics about the project's own file formats: studies and cost
// models.
//
// [Format.Decode] decodes a file; its errors are diagnostics with places. Errors beyond
// the syntax are found later: for them [Index] gives the place of every key and value of
// a file that was decoded without error.
package tomlsrc
