// Package library holds the case studies that the program carries with it,
// and reads studies and programs from disk in the same way.
//
// A study is a folder: litmus programs with barrier slots, and a study.toml
// that names the programs, the models, and the variants worth comparing — each
// with a choice for every slot, the source it comes from, and the verdict that
// is claimed for it. docs/studies.md describes the format.
//
// The package stands beside the litmus reader at the start of the pipeline.
// Which models exist is not its business: a study's model names are handed on
// with their places.
//
// Entry points: [Open] turns what a user typed (file, folder, embedded name)
// into programs; [LoadStudy] does so for a study; [Studies] and [Programs]
// list what is embedded.
//
// Invariants of a loaded study: every variant has a choice for every slot of
// each of its programs and for no other; every choice is one that the slot
// offers; every claim is about a program of its variant and a model of the
// study. Anything else is a diagnostic at the place in study.toml.
package library
