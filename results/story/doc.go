// Package story tells an execution as a sequence of events, the way people tell
// of a race: one column for each thread, in the order in which loads and
// stores take effect, with the ones marked that do so out of program order.
// What a handler does stands behind a bar, between the doorbell that it answers
// and its return.
//
// It works on an execution that package axioms/eval has judged, and on the
// model it was judged by: [Tell] chooses an order, [Story.Text] writes it for a
// terminal, [Story.Rows] is what other renderings are made from.
//
// An execution of a weak model has no order of its own; a story is one way to
// read it. Its order holds what was executed and takes effect: accesses, and
// what rings, takes and clears doorbells. It respects
//
//   - coherence: stores to one location come in their coherence order;
//   - the doorbell order, and so a message before the interrupt that it causes;
//   - program order as far as the model preserves it (preserved.go), and from an
//     interrupt on.
//
// Reading along the order, with a memory at hand, a load gets the newest store
// to its location that has taken effect; or, if the last such store of its own
// thread has not yet, that one's value. A load of which the execution says
// otherwise is [Late]: its CPU sees a store later than others, or before them.
// On POWER a store reaches different CPUs at different times, so that some
// executions have no order without. A pair of events in program order that the
// model does not preserve, and that takes effect the other way round, is given
// up ([Story.GivenUp]).
//
// The order that is chosen has as few late loads as any, and with these gives up
// as few pairs as any (docs/decisions/011); package order searches, and [Story.Minimal]
// says whether it went through to the end. Among equals, what real machines do
// most readily is preferred, and few changes from thread to thread.
//
// Invariants: every executed load, store, barrier, message and interrupt has a
// step, a store that takes effect late has two; a step that is not marked stands
// in program order; equal executions have equal stories;
// the text is no wider than 80 columns unless a single word is.
package story
