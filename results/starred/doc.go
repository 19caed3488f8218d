// Package starred checks that exactly the printed final states that satisfy the proposition
// of a test are marked.
//
// It is independent of both engines. They share the meaning of a condition: it is compiled
// once, by package programs/event, and a mistake there makes engines, solvers and
// certificates agree on a wrong answer. This package reads the proposition a second time,
// and takes the values from the printed state: "0:r2=-1; [x]=4294967295;". So it knows
// nothing of executions or of the values in them, only the test and the text.
//
// A place has the type that the init block declares for it, int where it declares
// none. A constant is written as a number of that type is printed, and then two
// texts are compared.
//
// Invariants: it imports nothing of ours but the syntax of litmus tests. [Check] is
// called wherever final states are shown, and for the final state of a witness; that
// it finds something is a disagreement.
//
// Example:
//
//	if m := starred.Check(test, states, holds); m != nil {
//		return fmt.Errorf("%s", m)
//	}
package starred
