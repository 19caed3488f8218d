// Package rel holds memory models as relation algebra: expressions over sets
// and relations of events, and the axioms that an execution has to satisfy.
//
// It stands between the readers of models (axioms/cat) and everything that
// uses them: axioms/eval judges one execution by a [Model], encode turns a
// Model into clauses. [Elaborate] makes a Model of a cat file by interpreting
// it once: names, functions, includes and static conditions are resolved, and
// what is left is a graph of set and relation operators over a fixed
// [Vocabulary], with recursive definitions as [Group]s.
//
// What cat leaves open is settled here: names stand for their latest binding;
// bindings are evaluated when first used, so that an undefined name matters
// only where it is needed; an unknown name is an error and never an empty
// set; every expression is statically a set or a relation; recursion is
// allowed where it is monotone, and means the least fixpoint. Functions are
// expanded where they are called. The parts of the language that enumerate
// (sets of sets, match, with … from) or describe other languages (tags) are
// refused where they are executed.
//
// Invariants ([Model.Check]): operands of a node stand before it, except for
// a member of a recursive group; operators get operands of their type; equal
// expressions are one node; no group depends on itself through another.
//
// Example, with prelude and resolver as package models provides them:
//
//	f, err := cat.Parse(diag.NewSource("sc.cat", "acyclic po | rf | co | fr as sc"))
//	m, err := rel.Elaborate(f, rel.Options{Name: "sc", Prelude: prelude})
//	fmt.Print(m) // canonical text
package rel
