package limit

import "golang.org/x/sys/unix"

// physical returns the memory of the machine in bytes, or 0 if it is unknown.
func physical() int64 {
	bytes, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		return 0
	}
	return int64(bytes)
}
