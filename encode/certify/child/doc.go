// Package child starts other programs, such as SAT and SMT solvers, so that nothing of
// them is left when their time is over: a solver can be a script that starts the solver.
//
// It is used where the encoding is put to other solvers (encode/certify). The entry point
// is [Command].
package child
