// Package bundle writes folders that show a verdict Never, of a program or of the
// variants in a table, to people who trust neither the encoder nor the solver that
// found it, and checks such folders.
//
// It stands at the end of the encoding: it asks package encode for one whole
// formula, has a prover answer questions about it, and has the proofs checked by
// rup, the table by cover. What is in a bundle, and why, is
// docs/decisions/009-a-bundle-is-one-formula.md.
//
//	claim.go, formula.go   from a program and a model to the formula and its questions
//	find.go                from what is believed to facts, by asking a prover
//	lattice.go, table.go   from facts to the variants that are Never
//	derive.go              all that follows from formula and facts
//	write.go, verify.go    make a bundle; check one
//
// [Write] makes a bundle and checks what it has made. [Verify] believes nothing
// of what it reads: it compares hashes, checks every proof and solution, and
// derives everything else again from the program and the model in the bundle. All
// that is used of a file is the bytes that were hashed; links out of the folder
// are not followed.
//
// Invariants: a bundle is a function of program, model, options, version and
// facts, except for the proofs and solutions. A manifest has one spelling.
// [Verify] returns no error only if all checks succeeded.
package bundle
