// Package opinion decides cases with both engines and with SMT solvers, and says what
// happens when they differ.
//
// A [Case] is one program under one model with choices for its slots. [Check] decides many
// programs, each under every model, and makes a record of each answer; [Decide] decides one
// case and keeps the execution. A [Worker] is one goroutine's engines: packages above use it
// to decide what they need, and [InOrder] to divide work among workers.
//
// Options names the engine that answers, or asks for both. Two engines that differ are a
// [Disagreement], never a verdict; if both were asked, the verdict is the one that both
// give. [Second] has SMT solvers decide again what a verdict rests on. A solver that denies
// it is a Disagreement as well, and a verdict that nobody confirms becomes Unknown.
//
// Invariants: results come in the order of the inputs, whatever the number of workers; an
// input that cannot be read or decided does not stop the others; once the context has
// ended, nothing new is started, and what was decided before is handed out. A panic in a
// worker is returned as a [Bug].
package opinion
