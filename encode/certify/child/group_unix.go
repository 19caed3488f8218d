//go:build unix

package child

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// group puts a program into a process group of its own, which is killed as a
// whole: a solver can be a script that starts the solver. It also keeps the
// terminal's Ctrl-C from it, which would look as if it had crashed.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		return err
	}
}
