// Package execution holds one execution of a program, complete or not.
//
// An [Execution] is what has to be chosen: which write each read reads from, the
// orders (coherence of each location, doorbell order of each thread), the free
// choices, and what is in the barrier slots. [Execution.Complete] computes
// everything else, the values above all, and refuses choices that contradict the
// program or each other, with an *[IllFormed] that says why. The result is a
// [Candidate].
//
// The package knows no memory model: a candidate may be allowed or forbidden,
// which axioms/eval decides. Executions are made by axioms/enumerate, which tries
// all, by encode/witness, from a solution, and by results/trace, from a file.
//
// Invariants: a Candidate is well-formed. Every executed read has an executed
// write to the same location as its source; the values follow from that without
// circularity; each chosen order is a strict total order of the executed members of
// its object, initial write first; each interrupt takes a doorbell that is pending; and each
// thread comes to one end.
//
// Example:
//
//	c, err := x.Complete()
//	if err != nil {
//		return err // an *IllFormed
//	}
//	fmt.Println(c.Holds(x.S.Cond))
package execution
