// Package insert puts barrier slots into programs that have none, and barriers
// into slots.
//
// It comes after the litmus reader, next to the unroller: from one test it makes
// another. The new test can be printed, and herd7 can read it if it can read the old
// one.
//
// [Slots] adds a slot at every point between two memory accesses of a thread or
// handler: before each access that can follow another one on some path, including
// paths around a loop. Ringing a doorbell counts as an access. Taking a doorbell, and
// the interrupt that runs a handler, count as accesses if they come first. The slot is
// placed after the labels of its instruction, so that every path to the instruction
// passes the slot. No slot is placed between a lwarx and its stwcx.
//
// [Fill] replaces each slot by a choice, and [Strip] removes all barriers and slots.
// [Optional] turns each barrier into a slot, so that one can ask which barriers the
// program needs.
//
// Invariants: the tests differ only in barriers and slots, and the given test is never
// changed. New instructions and slots have the span of the instruction that follows
// them, so that messages point into the user's file.
package insert
