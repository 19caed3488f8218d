// Package sound finds out whether machines do what the kernel's model forbids.
//
// [Check] judges every test by the kernel's model, and as each target compiles it. The
// model of the kernel is weaker than each machine, so what it forbids (a test that is Never,
// or a forall that is Always) must be impossible on the machine. An exception is an error
// in the mapping of the kernel, in one of the models or in this program, and comes with the
// story of an execution of the machine.
//
// Nothing is promised to a test with a data race, and a test in which no execution ends has
// nothing to compare; both are counted apart. That the machine has any execution is found
// out, too: a test that can never come to its end on the machine is an exception.
//
// Invariants: each test that can be read has one answer for each target, in the order of the
// tests, whatever the number of workers; a limit makes an answer Unknown, and what was
// found before is kept.
package sound
