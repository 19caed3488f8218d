// Package addrspace ends a process before Go's runtime does, with words of its own, where
// the limit on the address space (ulimit -v) is too low for the runtime to start: it would
// die with a trace of itself and exit status 2. A program imports it for this effect alone.
//
// It is in this module because it is written in C: no Go code runs that early.
package addrspace
