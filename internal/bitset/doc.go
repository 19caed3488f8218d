// Package bitset stores sets of small numbers, and relations over them, as bits.
//
// It is no stage of the pipeline: event structures, both engines and the stories
// store their sets and relations with it. It imports nothing of ours.
//
// [Set] is a set, [Pairs] a relation: a set of successors for each element.
//
// Composition, closure and inverse of relations are not here on purpose. The
// evaluator (axioms/eval) and the encoder (encode) have their own, because each
// checks the other.
//
// Invariants: bits from the number of elements on are 0. Sets that are combined
// have the same length.
package bitset
