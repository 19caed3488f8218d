// Package lrat checks what a SAT solver derives, while it derives it.
//
// A solver that answers that clauses have no solution has derived clauses, one from others.
// A [Checker] has the clauses themselves and is told each derived clause together with the
// numbers of those that it follows from, its hints, in the order in which unit propagation
// needs them ([Checker.Learn]), as in the LRAT format. So it searches for nothing: a step
// costs one pass over the hints, and no proof is stored. [Checker.Refutes] says in the end
// whether the answer is proved.
//
// # What an accepted refutation means
//
// Let F be the clauses and A a set of assumptions (literals, often none). Every clause that
// the checker accepts follows from F: if its negation is assumed, the hints make one literal
// after the other true, until all literals of a hint are false. [Checker.Refutes] accepts
// only if the clause that says "not all of A" follows in this way, and every step before was
// accepted. Then F has no solution in which all of A hold. The solver is not trusted in any way:
// it may give wrong numbers and wrong clauses, and forget to tell something.
//
// # Permanent literals
//
// A literal that is known to follow from F stays true for ever, and needs no hint. These are
// the clauses of one literal that were accepted, and the literals that [New] is given as the
// result of unit propagation, which it checks: of each there must be a clause all of whose
// other literals are false and come earlier in the list.
//
// The package imports only the standard library, so that it can be read alone.
package lrat
