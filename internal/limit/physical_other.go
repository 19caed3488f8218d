//go:build !darwin && !windows

package limit

import (
	"bytes"
	"os"
)

// physical returns the memory of the machine in bytes, or 0 if it is unknown.
func physical() int64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(text) {
		if f := bytes.Fields(line); len(f) > 1 && string(f[0]) == "MemTotal:" {
			return parseNumber(f[1]) << 10
		}
	}
	return 0
}
