//go:build unix

package child

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// group puts a program into its own process group, which is killed as a whole, because a
// solver can be a script that starts the actual solver. It also keeps the terminal's
// Ctrl-C from the program, whose end would look like a crash.
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
