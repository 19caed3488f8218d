// Package rup checks proofs that a set of clauses cannot be satisfied.
//
// It is the part of a certificate that a sceptic has to read: it imports the
// standard library and nothing else, trusts no solver, and is small enough for
// one sitting. Read check.go first. read.go and cnf.go read the two files;
// lrat.go writes the same proof for a formally verified checker. [Parse] and
// [CNF.Check] are the entry points.
//
// # What an accepted proof means
//
// Given are a CNF F and assumptions A (literals, often none). A proof is a list
// of steps; each adds a clause or deletes one. Every added clause C must be RUP:
// unit propagation on the clauses at hand and on the negation of C ends in a
// conflict. Then C follows from F and A. Some step must add the empty clause: F
// and A together have no solution. Nothing else is claimed.
//
// A clause that is RAT but not RUP is refused: it need not follow from F.
//
// # Deletions
//
// As every clause that is added follows from F and A, it would be sound to
// ignore deletions. They are obeyed because they make propagation cheap, and
// because a proof that deletes what is not there is not what a solver wrote.
// The rule is: a deleted clause takes no part in propagation any more, but a
// literal that propagation from F, A and the added clauses alone has made true
// stays true, even if the clause that made it true is deleted. Such a literal
// follows from F and A whatever is deleted later. drat-trim does the same by
// ignoring the deletion of unit clauses, and solvers rely on it. Which proofs
// are accepted does not depend on the order of propagation.
//
// # What is refused
//
// Everything that is not exactly as it should be, with the place: see [Error].
// That includes a header that does not fit, variables beyond those of the CNF,
// added clauses with a literal and its negation, files that end too early, and
// anything after the empty clause that is not a step. Solvers do write steps
// there; they cannot be wrong, unless they delete what is not there.
//
// # Limits
//
// Memory is proportional to the CNF and the proof, whatever numbers stand in
// them, and nothing is recursive. A step costs at most one pass over the clauses
// at hand; the context bounds the time of the whole.
package rup
