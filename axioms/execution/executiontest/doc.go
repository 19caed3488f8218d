// Package executiontest makes small programs and all their executions, for tests. It tries
// every source of every read and every order, one after the other. It does not prune as
// axioms/enumerate does, and shares no code with it.
package executiontest
