// Package strength asks whether one barrier is at least as strong as another:
// whether a model that forbids an execution with the weaker one forbids it with
// the stronger one in its place.
//
// That is so if the axioms only reject more when relations grow, and if each
// relation that the barrier takes part in keeps its pairs when the barrier is
// replaced. The first is a matter of polarity (parts.go), the second a question
// for a solver ([Formula]), about relations over a handful of events: a pair
// of an expression without closures is there because of its two events and one
// more for each composition, and no more than these have to be looked at
// (universe.go). The answers hold for every execution of every program.
package strength
