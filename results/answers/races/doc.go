// Package races finds the plain accesses of a .c file that race, for warnings at their places.
//
// [Kernel] looks for executions that have the flag data-race of the kernel's model, [C11] for
// interleavings of a compiled program in which neither of two accesses happens before the other
// in the sense of C11. Both note the accesses that race in the executions that they know, and
// ask for an execution with a race in which an access takes part that is not noted yet, until
// none is found. The evaluator names the races in each execution, so every warning is about a race.
//
// Invariants: one warning for each place; nothing is said about accesses for which the solver
// finds no race with little work.
package races
