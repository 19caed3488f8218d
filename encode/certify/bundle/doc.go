// Package bundle writes folders that show a verdict Never to people who trust
// neither the encoder nor the solver that found it, and checks such folders.
//
// It stands at the end of the encoding: it asks package encode for whole
// formulas, has them refuted by prover and the proofs checked by rup. What is in
// a bundle, and why, is docs/decisions/008-a-bundle-holds-every-question.md.
//
// [Write] makes a bundle and checks what it has made. [Verify] believes nothing
// of what it reads: it compares hashes, checks every proof, and derives the
// formulas again from the program and the model in the bundle. All that is used
// of a file is the bytes that were hashed; links out of the folder are not
// followed.
//
// Invariants: a bundle is a function of program, model, options and version,
// except for the proofs. A manifest has one spelling. [Verify] returns no error
// only if all three checks succeeded for every question of the verdict.
package bundle
