// Package vocabulary is the table of names that a model may use for what an execution
// itself provides: the base sets and relations.
//
// Sets by kind of event (R, W, F, …) and relations (po, rf, …) are the same for all
// languages. Besides, each tag that a language declares (package isa) is the set of
// events that have it: LWSYNC on POWER. [For] puts both together for one language.
//
// It stands between the languages of programs and the models: axioms/rel resolves
// names by it, axioms/eval and encode compute what it lists, each in code of its own.
//
// Invariants: a name has one meaning in a vocabulary; a name that is not in it is
// never taken for an empty set without a word.
package vocabulary
