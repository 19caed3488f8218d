// Package linux is the language of kernel C: the tags of its events, and what its
// statements do.
//
// It comes beside isa/power. The names of the tags in cat are those of the Linux-kernel
// memory model, so that its files can be read unchanged; where its two versions spell a tag
// differently, the tag has both names.
//
// A thread is lowered to steps (isa.Step), which package unroll executes. A variable is a
// register; a parameter is a register that holds the address of its location. Primitives
// are expanded by their table (kernelc.Macros), whose builtins are operations here.
//
// Which reads an access depends on is as in herd7. So a value depends on all its operands,
// and what an if decides depends on all that its condition reads, even in an address, and
// only up to the end of the if. Neither the success of a cmpxchg nor the outcome of a
// spin_trylock makes a control dependency by itself.
//
// A lock is 1 while it is taken, else 0: spin_lock is a read that waits for a 0, and a
// write of 1.
package linux
