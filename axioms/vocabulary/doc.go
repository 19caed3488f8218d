// Package vocabulary is the table of base sets and relations: the names that a model may use
// for what an execution itself provides.
//
// Sets by kind of event (R, W, F, …) and relations (po, rf, …) are the same for all
// languages. In addition, each tag that a language declares (package isa) names the set of
// events with that tag, for example LWSYNC on POWER. [For] makes the table for a language.
//
// It comes between the languages of programs and the models: axioms/rel uses it to resolve
// names; axioms/eval and encode compute the sets and relations, each with its own code.
//
// Invariants: a name has one meaning in a vocabulary. An unknown name is never silently
// taken for an empty set.
package vocabulary
