package child

import (
	"context"
	"os/exec"
	"time"
)

// waitDelay is how long to wait for the output of a program that was ended: what it has
// started can hold it open, in a process group of its own.
const waitDelay = time.Second / 4

// Command is exec.CommandContext for a program that is ended with everything in its
// process group when ctx is over.
func Command(ctx context.Context, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, path, args...)
	group(cmd)
	cmd.WaitDelay = waitDelay
	return cmd
}
