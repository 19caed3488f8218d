// Package z3 binds the Z3 theorem prover. (Documentation follows with the rest
// of the package.)
package z3
