// Package witness turns a solution of a formula into the execution that it
// stands for: which choices were made, which write each read takes its value
// from, and in which order the writes to each location are.
//
// It stands behind encode/solve and before axioms/eval, which judges the
// execution anew. So that a fault of the encoder cannot hide itself, it uses
// nothing of package encode: it reads only the decisions (rf, co, choices and
// slot selectors) by the meanings that encode/cnf keeps of the variables, and
// works out by itself, from the program's expressions, which writes are
// executed.
package witness
