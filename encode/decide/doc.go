// Package decide answers the project's question: can the proposition of a test
// hold in some execution that the model allows?
//
// It brings two opinions together. The encoder and the solver find an
// execution or prove that none exists. Every execution found is given to
// axioms/eval, which knows nothing of the encoding. It becomes a Sometimes only
// if the evaluator agrees that it is well formed, that the model allows it and
// that the proposition holds in it. Where the two differ the answer is a
// [Disagreement], never a verdict.
//
// A [Decider] belongs to one worker and one model. [Decider.Decide] answers for
// one structure, [Decider.States] lists its final states, and [Decider.DecideTest]
// and [Decider.StatesTest] also raise the bound on loops as far as the answer
// depends on it. [Decider.Open] keeps one query loaded for many slot
// assignments.
//
// Package lattice decides all variants of a structure, package why finds out
// what a verdict rests on.
package decide
