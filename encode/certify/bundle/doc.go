// Package bundle writes and checks proof bundles. A bundle is a folder that shows the
// verdict Never, of a program or of the variants in a table, to people who trust neither
// the encoder nor the solver that found it.
//
// It comes at the end of the encoding: it gets one complete formula from package encode,
// makes a prover answer questions about it, and uses rup to check the proofs and cover to
// check the table. docs/decisions/009-a-bundle-is-one-formula.md says what a bundle
// contains, and why.
//
//	claim.go, formula.go   from a program and a model to the formula and its questions
//	find.go                from what is believed to facts, with a prover
//	lattice.go, table.go   from facts to the variants that are Never
//	derive.go              everything that follows from formula and facts
//	write.go, verify.go    write a bundle; check one
//
// [Write] writes a bundle and checks it. [Verify] trusts nothing that it reads: it compares
// hashes, checks every proof and solution, and derives everything else again from the
// program and the model in the bundle. It uses only the bytes of a file that were hashed,
// and does not follow links out of the folder.
//
// Invariants: a bundle is a function of program, model, options, version and
// facts, except for the proofs and solutions. A manifest has one spelling.
// [Verify] returns no error only if all checks succeeded.
package bundle
