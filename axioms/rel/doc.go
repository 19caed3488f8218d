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
// only where it is needed; every expression is statically a set or a relation;
// recursion of relations is allowed where it is monotone, and means the least
// fixpoint. Functions are expanded where they are called, matches on tags and
// on sets of values that are written out are decided, loops over such sets are
// unrolled. What would have to enumerate the events of one execution is refused
// where it is needed, by name; that co comes with the execution, although
// herd7's library generates it so, is the work of coherence.go.
//
// An unknown name is an error and never an empty set. Names of what POWER
// programs do not have, such as the fences of other architectures, are known
// ([Absent]) and empty; names of what executions here do not hold, such as
// branch events, are known and refused.
//
// [Model.Explain] makes the glossary of a model, [Model.Directions] says which
// relations a solver has to know exactly.
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
