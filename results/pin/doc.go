// Package pin writes an execution as a litmus test that pins it: the test's condition
// holds in this execution and, as far as possible, in no other that the model allows.
// Another tool can then confirm it: herd7 finds exactly one execution that satisfies the
// condition.
//
// [Of] works on an execution that package axioms/eval has judged. The test is
// the program with its barrier slots resolved; its condition says what every
// load returned, as far as registers keep it, and what every location holds in the end.
// If more than one execution satisfies that, code is added that shows more of the
// execution:
//
//   - an unused register keeps the value of a load whose own register is written again;
//   - an unused register counts the rounds of a loop;
//   - another thread reads a location while others write it, which shows the order of
//     the stores;
//   - a store of a value that another store to the location also has stores another
//     value.
//
// The first three do not change what the program does; the last changes values, and is
// tried last. Only what is necessary is added. The result is checked: the text is read
// again, the execution is found in it event by event, completed by axioms/execution and
// judged by axioms/eval, and axioms/enumerate counts the executions that satisfy the
// condition. A comment of the test contains the count.
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
