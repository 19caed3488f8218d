// Package second gets second opinions from installed SMT solvers: it runs them on an
// SMT-LIB file and compares their answers with the one on which the verdict rests.
//
// It comes after package certify, which writes the files. About programs and models it
// knows only what the caller gives it for the evidence. [Named] and [Installed] find
// solvers, and [Case.Ask] runs them on a question.
//
// Invariants: a solver runs directly, without a shell, as "PATH question.smt2" in its own
// folder, and is killed with all processes that it has started when the context ends or its
// time is over. An answer is one word, sat or unsat, from a process that ended normally.
// Unknown and a timeout are no opinion. Everything else is an error, reported as a
// diagnostic, and never an answer. If a solver disagrees with the verdict, the error is an
// [Denied], and everything needed to reproduce the disagreement is kept.
package second
