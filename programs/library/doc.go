// Package library contains the embedded case studies, and reads studies and programs
// from disk in the same way.
//
// A study is a folder with litmus programs that have barrier slots, and a study.toml.
// This file names the programs, the models, and the variants to compare. Each variant
// has a choice for every slot, the source it comes from, and the verdict that is
// claimed for it. docs/studies.md describes the format.
//
// The package is next to the litmus reader at the start of the pipeline. It does not
// know which models exist; it returns the names of a study's models with their places.
//
// Entry points: [Open] finds the programs for what a user typed (a file, a folder or an
// embedded name); [LoadStudy] does so for a study; [Studies] and [Programs] list what is
// embedded.
//
// Invariants of a loaded study: every variant has a choice for every slot of
// each of its programs and for no other; every choice is one that the slot
// offers; every claim is about a program of its variant and a model of the
// study. Anything else is reported with its place in study.toml.
package library
