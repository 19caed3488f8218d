// Package compare decides a study: each of its variants under each model.
//
// [Study] fills the table of a study, with Options.All also for every combination of slot
// choices. [Variants] and [Models] compare two variants or two models, and show for each
// difference an execution that one side allows and the cycle by which the other forbids it.
//
// Invariants: the rows come in the order of the study; after a limit or Ctrl-C each row is
// still there, Unknown with the reason.
package compare
