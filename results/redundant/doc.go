// Package redundant holds what "fencewise redundant" found out, and writes it: which barriers
// of tests can go, and which cannot.
//
// A [Group] is about several tests that are judged together: files, or the programs of a study
// in one variant. A [Barrier] is what is taken away in all tests of its group that have it: a
// slot's choice under the name of the slot, or an instruction or statement under its file and
// line. A [Test] says what the tests are worth: whether the outcome becomes possible without
// any barrier. If it does not, the test says nothing about barriers.
//
// Invariants: a barrier is Redundant only if it is in a test that depends on barriers, and all
// tests that have it stay Never without it; it is Needed only if an execution of some test was
// found and judged again.
package redundant
