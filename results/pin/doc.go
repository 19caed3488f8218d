// Package pin writes an execution as a litmus test that pins it: the test's
// condition holds in this execution and, as far as that can be had, in no other
// that the model allows. So another tool can confirm it, such as herd7, which
// then finds exactly one execution that satisfies the condition.
//
// [Of] works on an execution that package axioms/eval has judged. The test is
// the program with its barrier slots resolved; its condition says what every
// load has returned, as far as registers keep it, and what every location holds
// in the end. Where more than one execution satisfies that, the program shows
// more of itself:
//
//   - a register that nothing else uses keeps what a load returned whose own
//     register is written again;
//   - a register counts the rounds of a loop;
//   - a thread of its own reads a location while others write it, so that the
//     order of the stores is seen;
//   - a store of a value that another store to the location has, too, stores
//     another one.
//
// The first three change nothing that the program does; the last changes
// values, and is tried last. As little is added as pins the execution. Nothing
// of this is trusted: the text is read again, the execution is found in it event
// by event, completed by axioms/execution and judged by axioms/eval, and those that satisfy the
// condition are counted by axioms/enumerate. What the count is stands in a
// comment of the test.
//
// Invariants: in the test the execution has the same accesses, barriers and
// doorbells of the same instructions, the same rf, co and dbo; the model allows
// it; the condition holds in it.
//
// Example:
//
//	p, err := pin.Of(ctx, candidate, model, pin.Options{})
//	err = p.Write(w)
package pin
