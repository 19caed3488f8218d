// Package limit ends work that takes too much time or memory, and says why.
//
// There is one notion of a limit for the whole program: the context of a piece
// of work ends, with a [Reached] as its cause. A deadline ends it (--timeout),
// the user does (Ctrl-C), or the watch on the memory of the process
// (--memory, see [Watch]), which ends the heaviest piece of work.
//
// [Begin] starts a piece of work. [For] returns a [Meter] for its context,
// which the code that does the work calls where work grows: a clause, a pair of
// a relation, a candidate execution. Most calls only count down; each few
// thousand units the meter looks at the context. Where it is over, the meter
// unwinds the stack to the nearest [Catch] or [Try], which turns that into a
// [Reached] as an error. So deep loops need no error results of their own.
// A package that uses a Meter catches at its exported functions, or says there
// that it does not; so a stop never passes through a caller that does not
// expect it.
//
// Before memory is allocated in one big step, [Meter.Need] asks whether there
// is room for it.
//
// The package imports nothing of ours; every stage may import it.
package limit
