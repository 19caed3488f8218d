// Package cnf holds formulas in conjunctive normal form: flat clauses, each
// tagged with where it comes from, the meaning of every variable, unit
// propagation, and the DIMACS text form.
//
// It stands below package encode, which fills a [Formula], and solve, which
// asks about it. Packages that read solutions (witness, certify) need only
// this package: what a variable means is said by [Formula.Meaning], not by the
// encoder.
//
// Invariants: variable 1 is the constant true, so [True] and [False] are
// literals like any other; no clause contains a constant or a repeated
// literal; a clause that is true is not stored; the empty clause is stored
// once, as [Formula.Contradiction].
package cnf
