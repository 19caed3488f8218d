// Package story tells an execution as a sequence of events, the way people tell
// of a race: one column for each thread, in the order in which loads and
// stores take effect, with the ones marked that do so out of program order.
// What a handler does stands behind a bar, between the doorbell that it answers
// and its return.
//
// It works on an execution that package axioms/eval has judged, and on nothing
// else: [Tell] chooses an order, [Story.Text] writes it.
//
// An execution of a weak model has no order of its own; a story is one way to
// read it. The order that is chosen respects
//
//   - reads-from: a load comes after the store whose value it returns, unless
//     it is given the value by its own thread before the store is visible;
//   - coherence: stores to one location come in their coherence order;
//   - the doorbell order: what rings, takes and clears a doorbell comes in it,
//     and so a message before the interrupt that it causes;
//
// and departs as little as possible from the rest: first from the
// rule that nothing behind an interrupt happens before it, then from program
// order that dependencies and barriers keep, then from the rule that a load
// comes before the stores it does not see, then from program order at large. A load
// that comes after a store it does not see is marked: on POWER a store reaches
// different CPUs at different times, so that no single order of effects fits
// every execution.
//
// Invariants: every executed load, store, barrier, message and interrupt has a
// step, a store that takes effect late has two; a step that is not marked stands
// in program order;
// the text is no wider than 80 columns unless a single word is.
package story
