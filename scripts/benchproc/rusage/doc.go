// Package rusage returns the resources that a process has used. The benchmark programs
// share it.
package rusage
