// Package cuts finds dependencies of programs from .c files that compilers cut: an address, a
// value or a condition that a load seems to decide, and that the compiler knows without it.
//
// The model of the kernel and the mapped reading count on the dependencies of the source. GCC
// and Clang keep the accesses of READ_ONCE and of relaxed atomics, but not what is computed
// from them where they can do without: `r & 0` is 0, a store that both arms of an if begin with
// moves before it, and after `r == &x` a load through r is a load of x (Documentation of the
// kernel: control-dependencies.txt, rcu_dereference.txt). [Of] warns of these three.
//
// Invariants: only what follows a load without order of its own, with no barrier in between, is
// looked at, because otherwise nothing rests on the dependency. What is not recognized is not
// warned of; a warning is about a dependency that the source has.
package cuts
