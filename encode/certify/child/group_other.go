//go:build !unix

package child

import "os/exec"

// group does nothing on systems without process groups: only the program itself is
// killed.
func group(*exec.Cmd) {}
