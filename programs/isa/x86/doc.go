// Package x86 is the language of x86: the tags of its events.
//
// It has no reader of assembly. Programs get these events if kernel C is compiled for x86
// (package kernel/target), and the model x86 judges them.
//
// An access of an instruction with a LOCK prefix, and of xchg, has the tag Lock. The names
// of the sets in cat are those that herd7 has for x86.
package x86
