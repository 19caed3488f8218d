// Package second asks SMT solvers that are installed for a second opinion: it
// runs them on an SMT-LIB file and holds what they answer against what the
// verdict needs.
//
// It stands behind package certify, which writes the files, and knows of
// programs and models only what it is handed to keep as evidence. [Named] and
// [Installed] find solvers, [Case.Ask] puts a question to them.
//
// Invariants: a solver is run directly, without a shell, as "PATH question.smt2"
// in a folder of its own, and is killed with all that it has started when the
// context ends or its time is over. An answer is one word, sat or unsat, from a
// process that ended as it should. Unknown and running out of time are no
// opinion; anything else is an error, a diagnostic, and never an answer. A
// disagreement is an [Alarm], and what someone needs to see it again is kept.
package second
