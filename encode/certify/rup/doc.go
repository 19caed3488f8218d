// Package rup checks proofs that a set of clauses cannot be satisfied.
//
// It is the part of a certificate that a sceptic has to read. It imports only the standard
// library, trusts no solver, and is small enough to read in one sitting. Read check.go
// first. read.go and cnf.go read the two files, and lrat.go writes the same proof for a
// formally verified checker. [Parse] and [CNF.Check] are the entry points.
//
// # What an accepted proof means
//
// Let F be a CNF and A a set of assumptions (literals, often none). A proof is a list of
// steps, each of which adds or deletes a clause. Every added clause C must be RUP: unit
// propagation on the current clauses and the negation of C ends in a conflict. Then C
// follows from F and A. Some step must add the empty clause, which means that F and A
// together have no solution. Nothing else is claimed.
//
// A clause that is RAT but not RUP is rejected, because it need not follow from F.
//
// # Deletions
//
// Since every added clause follows from F and A, it would be sound to ignore deletions.
// They are obeyed because they make propagation cheap, and because a proof that deletes a
// clause that does not exist is not what a solver wrote. The rule is: a deleted clause
// takes no part in further propagation, but a literal that propagation from F, A and the
// added clauses alone has made true stays true, even if the clause that made it true is
// deleted. Such a literal follows from F and A whatever is deleted later. drat-trim has the
// same effect by ignoring the deletion of unit clauses, and solvers rely on it. Which
// proofs are accepted does not depend on the order of propagation.
//
// # What is rejected
//
// Everything that deviates from the format is rejected with its place: see [Error]. This
// includes a header with wrong numbers, variables beyond those of the CNF, added clauses
// with a literal and its negation, files that end too early, and anything after the empty
// clause that is not a step. Solvers do write steps there. Such a step is always correct,
// unless it deletes a clause that does not exist.
//
// # Limits
//
// Memory is proportional to the sizes of the CNF and the proof, whatever numbers they
// contain, and no function is recursive. A step costs at most one pass over the current
// clauses. The context bounds the total time.
package rup
