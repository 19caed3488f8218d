// Package killpoints measures whether limits hold: it runs commands of the
// program over heavy programs (families.Heavy), each with a random time limit,
// a random moment for Ctrl-C, or a limit on memory, and records by how much the
// process went beyond that.
//
// A test of cmd/fencewise does it a few times, and hundreds of times at night;
// scripts/killpoints prints the figures that are in docs/limits.md.
package killpoints
