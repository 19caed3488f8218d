// Package child starts other programs, such as SAT and SMT solvers, so that all their
// processes end when their time is over: a solver can be a script that starts the actual
// solver.
//
// The packages below encode/certify use it to run other solvers. The entry point is
// [Command].
package child
