//go:build !unix

package rusage

import "os"

// Peak is 0: the system does not tell.
func Peak(*os.ProcessState) int64 { return 0 }
