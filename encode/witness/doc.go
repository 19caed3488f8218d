// Package witness turns a solution of a formula into the execution that it
// describes: which choices were made, which write each read takes its value from,
// and the order of the writes to each location.
//
// It runs after encode/solve and before axioms/eval, which judges the execution
// anew. So that an error of the encoder cannot hide itself, it uses nothing of
// package encode: it reads only the decisions (rf, co, choices and slot selectors),
// by the meanings that encode/cnf stores with the variables, and computes from the
// program's expressions which writes are executed.
package witness
