// Fencewise decides which memory barriers a concurrent program on POWER needs.
//
// This folder is the edge of the program: everything that is done is done by
// packages that can be used without it, and only this one exits. See
// internal/cli for the commands.
package main
