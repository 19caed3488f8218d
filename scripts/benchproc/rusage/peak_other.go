//go:build !unix

package rusage

import "os"

// Peak returns 0, because the system does not report the resident size.
func Peak(*os.ProcessState) int64 { return 0 }
