// Package certify writes a question down so that others can answer it and read
// it: as an SMT-LIB file that any solver reads, and as tables that say in words
// what the variables mean and where the clauses come from.
//
// It stands behind package encode, whose formula it writes (made with
// Options.Whole, so that nothing is settled beforehand), and imports only what
// says what the variables mean. An unsat answer to the file is the verdict
// Never; sat is Sometimes.
//
// The packages below it make proofs (prover), check them (rup), and put both
// into folders that stand for themselves (bundle).
package certify
