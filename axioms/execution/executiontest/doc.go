// Package executiontest makes small programs and all their executions, for tests.
// It tries every source of every read and every order, one after the other,
// without the pruning of axioms/enumerate, with which it shares no code.
package executiontest
