// Package csource reads .c files as programs.
//
// A file is read by a C front end (modernc.org/cc/v4) with headers of our own, which declare
// what C11, pthreads and the Linux kernel offer. The threads are found (pthread_create, or a
// comment /*@ cpu 42 */ before a function), functions are expanded where they are called,
// and the result is written as a litmus test in kernel C. Package litmus reads that test, and the
// places in it are replaced by those in the user's files. So everything behind the reader
// knows one language of C, and each program from a .c file can be shown as a litmus test.
//
// What main does before it starts the first thread is executed here: it gives the initial
// values. Loops whose number of rounds is known are written out.
//
// Invariants: an object of C is one location of the test, with the layout of ppc64le; what is
// outside of what is read is refused with its name and place; nothing is left out silently.
package csource
