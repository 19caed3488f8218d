// Package reason explains verdicts in the program's words. For Never it shows the
// cycles that every execution with the outcome contains, and the barriers that the
// verdict rests on; for Sometimes what would forbid the execution that is shown; for two
// variants what makes the difference.
//
// Package encode/decide/why finds the reasons ([eval.Reason]), and axioms/eval finds
// what they rest on. [Teller.Tell] turns them into plain data, and [Report.Text] and
// [Report.WriteJSON] write these. Everything but the teller can be used without the
// program: a [Why] holds no reference to it, and [Why.Key] is the same for two variants
// that have the same reasons.
//
// Invariants: cycles of one shape, which differ only in the names of threads and
// locations, are one [Group], whose first cycle is shown in full; the words of a step
// describe what it rests on (barriers, dependencies, reads-from, coherence) and not the
// name of its relation; a value is shown only if the access has it in every execution
// with the cycle; the text is no wider than 80 columns unless a single word is.
package reason
