// Package target holds the machines for which programs in kernel C are compiled, as tables.
//
// A table says what the kernel's code for a machine makes of each operation in terms of which
// the primitives are written (the builtins of package kernelc, such as __load{ACQUIRE}):
// which accesses, with which tags, and which barriers before and after them. Each entry
// names the lines of the kernel that it is taken from. Package isa/linux lowers statements
// with such a table.
//
// Where the kernel's code for a machine implements a primitive differently from what the
// kernel's model says about it, the target has macros of its own for the primitive: on POWER
// wmb() is a full barrier.
//
// Invariants: a table has an entry for every operation of the embedded primitives, with
// instructions or with the reason why it is refused; a missing entry is never an empty
// sequence of instructions.
package target
