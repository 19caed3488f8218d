// Package run does what the commands ask for: it reads programs, has them
// decided by workers, and makes the records of what came out.
//
// It stands between the commands, which know flags and output, and package
// encode/decide, which answers one question at a time. [Check] goes through
// many programs, [Compare] through a study, [Ask] answers one question and
// keeps the execution. The Dump functions write what lies in between.
//
// Check asks the engine that Options names, or both. Two engines that answer
// differently are a [Disagreement], never a verdict, and where both were asked
// a verdict is what both say. What a verdict rests on can be put to SMT solvers,
// too ([Second]); one that denies it is a Disagreement as well, and a verdict that
// nobody confirms is none.
//
// Invariants: what is emitted comes in the order of the inputs, however many
// workers there are; an input that cannot be read or decided does not keep the
// others from being so; after the context is cancelled nothing new is started,
// and what was decided before is emitted. A panic in a worker comes back as a
// [Bug].
package run
