// Package cycle shows why a model forbids an execution: the cycle that breaks an axiom,
// in the words of the program.
//
// It works on an execution that package axioms/execution has completed and that the
// model does not allow. Of the axioms that it breaks, the one with the shortest cycle is
// shown. Each step names its relation as the model does, and the slots that make it.
// Package reason describes a cycle in more detail; this is the short form for tables.
//
// Invariants: the steps are those of the violation that the evaluator reports,
// each pair in its relation, the last leading to the first (to an axiom that forbids pairs,
// not cycles, to the last event); the meaning of a relation is never guessed from its
// name.
package cycle
