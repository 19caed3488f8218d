// Package herd runs tests as herd7 does: one after the other, each with a log, and with
// drawings of its executions if they are asked for.
//
// A log comes from the enumeration of all executions. With [Options.Brief] the solver decides,
// and the log has one execution that satisfies the proposition and one that does not, where
// they exist: its verdict is right, and its states and numbers are those of these two.
//
// Invariant: a test has a complete log or none, and an error then.
package herd
