// Package certify writes a query so that other solvers can answer it and people can read
// it: as an SMT-LIB file, and as tables that say in words what the variables mean and
// where the clauses come from.
//
// It comes after package encode, whose formula it writes (made with
// Options.Whole, so that nothing is settled beforehand), and imports only what
// says what the variables mean. An unsat answer to the file is the verdict
// Never; sat is Sometimes.
//
// The packages below it make proofs (prover), check them (rup), and put both
// into folders that stand for themselves (bundle).
package certify
