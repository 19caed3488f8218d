// Package compile prints what the machine of a target runs for a test in kernel C: a litmus
// test in the assembly of POWER, which fencewise and herd7 read.
//
// It comes beside package unroll and works from the same steps (isa.Step), those that the
// target lowers the statements to, so that the printed test says what is judged. A step
// that stands for the last round of a retry loop is printed as the loop.
//
//	steps → values → instructions with any number of registers → r0 to r31 → litmus.Test
//
// values.go finds which numbers and addresses each register and location can hold: where
// numbers are small, a comparison of words is one of doublewords, and an access has the
// size of the locations at its address. The select files choose instructions: those that
// herd7 executes, if there are some. liveness.go and color.go give them registers.
//
// Invariants: every value depends on the same reads, through the same kinds of
// dependencies, as in the steps. Every instruction of the result decodes. A test that has
// no such instructions, or needs too many registers, is a diagnostic with a place.
package compile
