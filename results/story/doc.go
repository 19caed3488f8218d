// Package story presents an execution as a sequence of events, the way people
// describe a race: one column for each thread, with loads and stores in the order in
// which they take effect. Those that take effect out of program order are marked. The
// code of a handler is shown behind a bar, between the doorbell that it answers and its
// return.
//
// Its input is an execution that package axioms/eval has judged, and the model.
// [Tell] chooses an order, [Story.Text] writes the story for a terminal, and other
// renderings use [Story.Rows].
//
// An execution under a weak model has no order of its own; a story is one way to read
// it. The order contains the executed events that take effect: accesses, and events
// that ring, take or clear a doorbell. It respects
//
//   - coherence: stores to one location come in their coherence order;
//   - the doorbell order, and so a message before the interrupt that it causes;
//   - program order as far as the model preserves it (preserved.go), and from an
//     interrupt on.
//
// Along the order, a load normally returns the newest store to its location that has
// taken effect, or the last store of its own thread to that location if that has not
// taken effect yet. A load that returns another value in the execution is [Late]: its
// CPU sees a store later than others, or before them. On POWER a store reaches different
// CPUs at different times, so that some executions have no order without late loads. A
// pair of events in program order that the model does not preserve, and that takes
// effect in the other order, is given up ([Story.GivenUp]).
//
// The chosen order has the minimal number of late loads, and with these the minimal
// number of pairs given up (docs/decisions/011). Package order searches for it, and
// [Story.Minimal] says whether the search was completed. Among equal orders, it prefers
// reorderings that real machines do most readily, and few changes of thread.
//
// A branch that can go either way in the program has a step where its thread comes to it.
//
// Invariants: every executed load, store, barrier, message and interrupt has a step, and
// a store that takes effect late has two; steps that are not marked are in program
// order; equal executions have equal stories; the text is no wider than 80 columns
// unless a single word is.
package story
