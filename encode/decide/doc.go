// Package decide answers the project's question: can the proposition of a test
// hold in some execution that the model allows?
//
// It brings the opinions together. The encoder and the solver find an
// execution or prove that there is none; every execution found is handed to
// axioms/eval, which knows nothing of the encoding, and only becomes a
// Sometimes when that agrees that it is well formed, that the model allows it
// and that the proposition holds in it. Where the two disagree the answer is a
// [Disagreement], never a verdict.
//
// A [Decider] belongs to one worker and one model. [Decider.Decide] answers for
// one test, [Decider.Lattice] for every combination of the choices of its
// slots, out of one encoding.
package decide
