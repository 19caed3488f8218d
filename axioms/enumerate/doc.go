// Package enumerate is the second engine. It visits every candidate execution of an event
// structure; axioms/execution completes each, and axioms/eval judges it.
//
// It is an alternative to package encode, with which it shares the event structure, the
// model and sets of bits, and no other code. If both answer, they must agree. Only this
// engine finds all final states with the number of executions that lead to each, which is
// what herd7 prints (results/herdlog).
//
// A candidate execution consists of one way for each thread (to an end, or to a cut where
// the unrolling stopped), one source for each read, and the chosen orders: one for each
// location and each doorbell. They are chosen in this sequence. [Each] visits the executions
// that the model allows, [Run] sorts them by final state, [Witnesses] visits those that
// satisfy the condition, and [Exists] stops at the first of these. Counts equal those of
// herd7 if the structure was built with unroll.Options.KeepRounds: then every failed stwcx.
// and every order of writes that nobody reads counts as an execution.
//
// The search skips choices only if no allowed execution can result: a way requires what
// is already known to be false, a value depends on itself, or the model has the axiom of
// SC per location, and the choices violate it whatever else is chosen (see coherent.go).
//
// Invariants: every reported execution was completed by axioms/execution and judged
// consistent by axioms/eval; states are sorted and different; all slots of the structure are
// fixed. An execution that reaches a cut has no state and is listed in
// [Outcome.CutReached].
//
// Example:
//
//	s, err := unroll.Build(ctx, test, unroll.Options{KeepRounds: true})
//	o, err := enumerate.Run(ctx, s, model, enumerate.Options{Counts: true})
//	for _, st := range o.States {
//		fmt.Println(st.Count, o.Text(st)) // 3 1:r5=1; [x]=2;
//	}
package enumerate
