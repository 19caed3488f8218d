//go:build unix

package limit

import "syscall"

// addressSpace returns the limit on the address space of the process (ulimit -v), or 0 if
// it has none.
func addressSpace() int64 {
	var r syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &r) != nil || r.Cur > 1<<46 {
		return 0
	}
	return int64(r.Cur)
}
