// Package rel holds memory models as relation algebra: expressions over sets and relations
// of events, and axioms that an execution must satisfy.
//
// It comes after the reader of models (axioms/cat) and before their users: axioms/eval
// judges one execution by a [Model], encode turns a Model into clauses. [Elaborate]
// interprets a cat file once. It resolves names, functions, includes and static conditions.
// The result is a graph of set and relation operators over a fixed vocabulary
// (axioms/vocabulary), with recursive definitions as [Group]s.
//
// The meaning of cat is this: A name stands for its latest binding. A binding is evaluated
// when it is first used, so that an undefined name is an error only if it is needed. Every
// expression is statically a set or a relation. Recursion of relations must be monotone
// and means the least fixpoint. Functions are expanded at each call. Matches on tags and on
// sets of values are decided, and loops over such sets are expanded. Expressions that
// enumerate the events of one execution are errors. herd7's library generates co;
// coherence.go connects such models to the co that every execution has here.
//
// An unknown name is an error and never an empty set. Names of sets that POWER programs do
// not have, such as the fences of other architectures, are known and empty ([Absent]). Names
// of things that executions here do not have, such as branch events, are known, and using
// them is an error.
//
// [Model.Explain] returns the glossary of a model. [Model.Directions] says for each relation
// which clauses a solver needs.
//
// Invariants ([Model.Check]): operands of a node come before it, except for members of a
// recursive group; operators get operands of their type; equal expressions are one node; no
// group depends on itself through another.
//
// Example, with prelude and resolver as package models provides them:
//
//	f, err := cat.Parse(diag.NewSource("sc.cat", "acyclic po | rf | co | fr as sc"))
//	m, err := rel.Elaborate(f, rel.Options{Name: "sc", Prelude: prelude})
//	fmt.Print(m) // canonical text
package rel
