// Package strength makes formulas that prove one barrier to be at least as strong
// as another: if a model forbids an execution with the weaker barrier, it forbids the
// execution with the stronger one in its place.
//
// That holds if the axioms only reject more when relations grow, and if each relation
// that the barrier takes part in keeps its pairs when the barrier is replaced. The
// first is a matter of polarity (parts.go). The second is a query for a solver
// ([Formula]) about relations over a handful of events: a pair of an expression
// without closures exists because of its two events and one more for each
// composition, so a universe of that many events is enough (universe.go). The result
// holds for every execution of every program.
//
// [AccessFormula] does the same for the accesses of a statement of C and the same accesses
// with other tags, such as WRITE_ONCE and smp_store_release (change.go).
package strength
