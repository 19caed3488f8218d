// Package addrspace ends the process with a message if the limit on the address space
// (ulimit -v) is too low for Go's runtime to start. Without it the runtime would crash with
// a trace and exit status 2. A program imports the package only for this effect.
//
// The package is in this module because it is written in C: no Go code runs that early.
package addrspace
