// Package dump prints the forms between a program and its verdict: the program as it was
// read, its event structure, the model as relation algebra, and the clauses.
//
// Each function returns a function that writes: whatever can fail fails before anything is
// written.
package dump
