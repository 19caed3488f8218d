// Package cnf implements formulas in conjunctive normal form: clauses, each with a
// tag that says where it comes from, the meaning of every variable, unit
// propagation, and the DIMACS text form.
//
// It is below package encode, which fills a [Formula], and package solve, which
// solves it. Packages that read solutions (witness, certify) need only this package,
// because [Formula.Meaning] says what each variable means.
//
// Invariants: variable 1 is the constant true, so that [True] and [False] are ordinary
// literals; no stored clause contains a constant or a repeated literal, or is always
// true; the empty clause is stored as [Formula.Contradiction].
package cnf
