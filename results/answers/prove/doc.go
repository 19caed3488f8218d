// Package prove makes evidence of a Never for others: an SMT-LIB file or a folder with
// proofs.
//
// [WriteSMTLIB] writes the query of one case. [WriteBundle] makes and checks the folder of
// one case that was decided before. A [Prover] decides programs, or all their variants,
// and makes the folder of each Never. The folders themselves are encode/certify/bundle's.
//
// Invariants: a folder that the prover does not confirm is an [opinion.Disagreement], and
// what was written stays as evidence.
package prove
