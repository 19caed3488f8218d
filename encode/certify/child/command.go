package child

import (
	"context"
	"os/exec"
	"time"
)

// How long to wait for the output of a program that has ended: what it has started can
// hold it open, in a process group of its own. One that was ended has nothing more to say.
const (
	waitDelay  = time.Second
	endedDelay = time.Second / 4
)

// Command is exec.CommandContext, but ends the program's whole process group when ctx is
// over.
func Command(ctx context.Context, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, path, args...)
	group(cmd)
	cmd.WaitDelay = waitDelay
	end := cmd.Cancel
	cmd.Cancel = func() error {
		cmd.WaitDelay = endedDelay // it is looked at after this
		return end()
	}
	return cmd
}
