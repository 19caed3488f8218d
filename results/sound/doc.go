// Package sound holds what is known about the soundness of targets, and writes it.
//
// A target compiles kernel C for a machine. It is sound for a test if the machine has no
// outcome that the kernel's model forbids. A [Report] has one [Target] for each, with the
// answer about every test; [Text], [Markdown] and [Report.WriteJSON] write it with the
// numbers for each family of tests.
//
// Invariants: every test is counted once for each target; an exception has the verdicts of
// both sides, and a test that was not compared has the reason.
package sound
