// Package why finds out what the verdict Never rests on.
//
// It stands above encode/decide and asks it about the same structure under
// other models: without any axiom, which shows what no execution satisfies in
// any case ([Explainer.Trivial]), and without some of them, which shows which
// axioms are needed ([Explainer.Sensitivity]). [Explainer.Cover] finds the
// cycles that the candidate executions contain, so that the model forbids each
// of them.
//
// Every answer is a verdict of its own, found and checked as package decide
// does it.
package why
