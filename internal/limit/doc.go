// Package limit ends work that takes too much time or memory, and says why.
//
// All limits work in the same way: the context of a piece of work ends, and its cause is a
// [Reached]. A deadline can end it (--timeout), the user (Ctrl-C), or the watch on the
// memory of the process (--memory, see [Watch]), which ends the piece of work that holds
// most memory.
//
// [Begin] starts a piece of work. [For] returns a [Meter] for its context. The code that
// does the work calls the meter for each unit of work: a clause, a pair of a relation, a
// candidate execution. Most calls only count; every few thousand units the meter checks
// the context. If the context has ended, the meter unwinds the stack to the nearest
// [Catch] or [Try], which returns the [Reached] as an error. So functions deep inside need
// no error results for limits. A package that uses a Meter catches in its exported
// functions, or documents that it does not, so that unwinding never passes through a
// caller that does not expect it.
//
// [Meter.Need] checks before a large allocation whether enough memory is left.
//
// The package imports nothing of ours; every stage may import it.
package limit
