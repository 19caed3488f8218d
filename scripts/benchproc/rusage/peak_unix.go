//go:build unix

package rusage

import (
	"os"
	"runtime"
	"syscall"
)

// Peak returns the maximum resident size of a process that has ended, in bytes.
func Peak(p *os.ProcessState) int64 {
	use, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(use.Maxrss)
	}
	return int64(use.Maxrss) * 1024 // in KiB everywhere else
}
