// Package killpoints measures whether limits hold: it runs commands of the
// program over heavy programs (families.Heavy), each with a random time limit,
// a random moment for Ctrl-C, or a limit on memory, and records by how much the
// process went beyond that.
//
// A short form is a test of cmd/fencewise; the long one is "make killpoints",
// whose figures are in docs/limits.md.
package killpoints
