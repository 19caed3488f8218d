// Package kernelc reads and prints C as people write it in litmus tests for the Linux
// kernel: the bodies of threads, the macros of herd7's .def files, and barrier slots.
//
// It is the part of reading that knows C. Package litmus reads the rest of a test (its
// header, its init block, its conditions) and hands over one function at a time; the
// package of the language gives the statements a meaning. This package imports only
// programs/diag and internal/prose.
//
// # Entry points
//
// [Func] is the syntax tree of a thread. [Macros] is a table of primitives such as
// READ_ONCE, each with a body that consists of builtins such as __load.
//
// # Invariants of a tree
//
//   - Every node has a span. The nodes that the expansion of a macro makes have the span
//     of the call in the program.
//   - Func.Cells lists what does something, in the order of the text. Every statement in
//     the tree that does something has a cell of its own; the statements of a slot's
//     choices have the cell of their slot.
//   - Every Ident of a thread is a local of the function or one of its parameters.
package kernelc
