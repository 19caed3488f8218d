// Package killpoints measures whether limits hold. It runs commands of fencewise on heavy
// programs (families.Heavy), each with a random time limit, a random moment for Ctrl-C,
// or a memory limit, and records by how much the process exceeded the limit.
//
// A test of cmd/fencewise makes a few such runs, and hundreds in the nightly tests.
// scripts/killpoints prints the figures of docs/limits.md.
package killpoints
