// Package rusage tells what a process that has ended has used. The benchmark
// programs share it.
package rusage
