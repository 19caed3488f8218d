// Package repair searches for the minimal placements of barriers that make the outcome of a
// program impossible.
//
// [Find] repairs each [Subject], a program under a model: it makes slots where it is asked
// to, decides all combinations of their choices, and describes the weakest ones that are
// Never, cheapest first. The record that it fills in and its formats are in results/repair.
//
// Invariants: each placement is Never and no weaker combination is; what could not be
// decided is counted as a doubt, so that a repair says whether it is complete.
package repair
