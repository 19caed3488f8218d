package child

import (
	"context"
	"os/exec"
	"time"
)

// These are the times to wait for the output of a program after its end, because another
// process that it has started can keep the output open. The time is shorter if the program
// was killed, since its output does not matter then.
const (
	waitDelay  = time.Second
	endedDelay = time.Second / 4
)

// Command does the same as exec.CommandContext, but kills the program's whole process
// group when ctx ends.
func Command(ctx context.Context, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, path, args...)
	group(cmd)
	cmd.WaitDelay = waitDelay
	end := cmd.Cancel
	cmd.Cancel = func() error {
		cmd.WaitDelay = endedDelay // os/exec reads it after this function
		return end()
	}
	return cmd
}
