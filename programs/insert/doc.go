// Package insert puts barrier slots into programs that have none, and barriers
// into slots.
//
// It stands behind the litmus reader, beside the builder of event structures:
// from a test it makes another one, which can be printed, and read again by
// herd7 where the first could.
//
// [Slots] makes a slot of every point between two memory accesses of a thread,
// or handler: before each access that another one can come before, on any path,
// round a loop too. Ringing a doorbell is such an access, and so is taking one,
// or the interrupt that runs a handler, where that comes first. The slot stands
// behind the labels of its instruction, so that every path to it passes the
// slot. Between a lwarx and its stwcx. there is none.
//
// [Fill] puts a choice in the place of each slot; [Strip] takes barriers away.
// [Optional] makes a slot of each barrier, so that it can be asked which of them
// the program needs.
//
// Invariants: nothing but barriers and slots differs between the tests, and the
// given one is never changed; what is new carries the span of the instruction
// that it stands before, so that messages point into the user's file.
package insert
