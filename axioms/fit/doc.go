// Package fit finds the model that fits a program.
//
// It stands between the models (axioms/models) and those who decide a program under
// one. [Load] loads the model that a user names, by its name or as a file;
// [LoadDefault] loads the one for users who name none. [Model.For] returns the model
// that judges a given program: the loaded one, or the one that stands in for it where
// the program has doorbells. [Model.Ignored] warns of a model that mentions none of a
// program's barriers.
//
// Invariants: a model of another architecture than the program, one that forbids
// nothing, and one that has no axiom about the doorbells of a program are errors with a
// place, never verdicts; the stand-in and the amended model are loaded at most once.
package fit
