// Package enumerate is the second engine: it goes through every candidate
// execution of an event structure, has each completed by axioms/execution and
// judged by axioms/eval.
//
// It stands beside package encode, with which it shares the event structure,
// the model and sets of bits, and no other code. Where both answer they must agree. It is also the
// only engine that knows all final states and how many executions lead to
// each, which is what herd7 prints (results/herdlog).
//
// A candidate execution is one way per thread (to a leaf, or to a cut where
// the unrolling stopped), one source per read, one order per location of all
// its writes, and one per doorbell of what rings, takes and clears it. They are
// chosen in this order; [Each] visits those that the model allows, [Run] sorts
// them by final state, [Witnesses] visits those that satisfy the condition and
// [Exists] stops at the first of them. Counts are those of herd7 when the
// structure was built with unroll.Options.KeepRounds: every failed stwcx. and
// every order of writes that nobody looks at is an execution of its own.
//
// The search skips choices only if no allowed execution can result: a way requires what
// is already known to be false, a value depends on itself, or the model has the axiom of
// SC per location, and the choices violate it whatever else is chosen (see coherent.go).
//
// Invariants: nothing is reported that axioms/execution has not completed and
// axioms/eval judged consistent; states are sorted and different; the slots of the
// structure are all fixed. An execution that reaches a cut is no state, it is
// listed in [Outcome.CutReached].
//
// Example:
//
//	s, err := unroll.Build(ctx, test, unroll.Options{KeepRounds: true})
//	o, err := enumerate.Run(ctx, s, model, enumerate.Options{Counts: true})
//	for _, st := range o.States {
//		fmt.Println(st.Count, o.Text(st)) // 3 1:r5=1; [x]=2;
//	}
package enumerate
