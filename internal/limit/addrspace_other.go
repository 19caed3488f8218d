//go:build !unix

package limit

// addressSpace returns 0: the system has no limit on the address space of a process.
func addressSpace() int64 { return 0 }
