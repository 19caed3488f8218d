// Package reason tells why a verdict is what it is, in the program's words: for
// Never the cycles that every execution with the outcome runs into, and the
// barriers that it rests on; for Sometimes what would forbid the execution that
// is told of; for two variants what made the difference.
//
// It stands behind encode/decide, which finds the reasons ([eval.Reason]), and
// axioms/eval, which says what they rest on. [Teller.Tell] makes plain data of
// them, [Report.Text] and [Report.WriteJSON] write it. Everything but the teller
// can be used without the program: a [Why] holds no reference to it, and
// [Why.Key] is the same for two variants that have the same reasons.
//
// Invariants: cycles of one shape, which are the same but for the names of
// threads and locations, are one [Group], its first cycle told in full; what a
// step says is about what it rests on (barriers, dependencies, reads-from,
// coherence) and not about what its relation is called; a value is shown only if
// the access has it in every execution with the cycle; the text is no wider than
// 80 columns unless a single word is.
package reason
