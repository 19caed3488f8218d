// Package eval judges one execution by a model.
//
// It is the project's second opinion. The encoder turns a program and a model
// into clauses and asks a solver; package encode/witness rebuilds the execution
// behind every solution from its choices alone, axioms/execution completes it, and
// this package judges it anew. It shares the event structure, the model and sets of
// bits with the encoder, and no other code.
//
// A [Judge] evaluates the model's expressions over an [execution.Candidate] as bit
// matrices and checks the axioms. For every axiom that fails, the [Violation]
// holds the cycle, path, pair or event that shows it. [Judge.Reasons] finds the
// part of the execution that a violation rests on. Every other execution with that
// part is forbidden for the same [Reason].
//
// Invariants: the matrices of a Judge range over executed events only, and so do
// id, ~, *, ? and _. Recursive groups are iterated from the empty relation, so that
// the result is the least fixpoint.
//
// Example:
//
//	c, err := x.Complete()
//	j := eval.New(model)
//	v := j.Judge(nil, c) // nil: without a limit on the work
//	if !v.Consistent() {
//		fmt.Println(v.Violations[0].String(x.S))
//	}
package eval
