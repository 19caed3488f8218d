// Package eval judges one concrete execution by a model.
//
// It is the project's second opinion. The encoder turns a program and a model
// into clauses and asks a solver; every execution that comes out of that is
// rebuilt here from its choices alone and judged anew. This package shares the
// event structure and the model with the encoder, and no code.
//
// An [Execution] is what has to be chosen: which write each read reads from,
// the coherence order of each location, the order of each thread's doorbell, the
// free choices, and what is in the barrier slots. [Execution.Complete] computes everything else, the values
// above all, and refuses what is no execution of the program; the result is a
// [Candidate]. A [Judge] evaluates the model's expressions over it as bit
// matrices and checks the axioms. For every axiom that fails, the [Violation]
// holds the cycle, path, pair or event that shows it. [Judge.Reasons] finds out
// what that rests on, and so which other executions are forbidden for the same
// [Reason].
//
// Invariants: a Candidate is well-formed, whatever the model says of it: every
// executed read has an executed write to the same location as its source, the
// values follow from that without circularity, each location has a strict
// total order of its executed writes, initial write first, each interrupt takes
// a doorbell that is pending, and each thread has come to one end. The matrices of a Judge range over executed events only, so
// that id, ~, *, ? and _ do too. Recursive groups are iterated from the empty
// relation and so are least fixpoints.
//
// Example:
//
//	c, err := x.Complete()
//	j := eval.New(model)
//	v := j.Judge(c)
//	if !v.Consistent() {
//		fmt.Println(v.Violations[0].String(x.S))
//	}
package eval
