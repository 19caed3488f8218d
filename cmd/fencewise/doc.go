// Fencewise decides which memory barriers a concurrent program on POWER needs.
//
// This package only starts the program and exits. Other packages, which can be used
// without it, do all the work. See internal/cli for the commands.
package main
