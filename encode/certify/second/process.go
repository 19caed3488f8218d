package second

import (
	"context"
	"errors"
	"os/exec"
	"time"

	"github.com/fencewise/fencewise/encode/certify/child"
)

// process is the result of running a program.
type process struct {
	out, errs []byte
	err       error  // nil if it ended by itself with status 0
	code      int    // the exit status; -1 if it was not started or a signal ended it
	ended     string // how it ended, in words; "" if it was not started
	stopped   error  // why it was killed; nil if it was not
	took      time.Duration
}

// maxOutput bounds how much of a program's output is kept, in bytes. An answer is one
// word.
const maxOutput = 1 << 20

var errTooMuch = errors.New("it writes too much output")

// run runs a program in a folder, and waits until all its processes have ended.
func run(ctx context.Context, limit time.Duration, dir, path string, args ...string) *process {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	cmd := child.Command(ctx, path, args...)
	out, errs := &bounded{stop: stop}, &bounded{stop: stop}
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, errs
	start := time.Now()
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		_ = cmd.Cancel()
	}
	p := &process{out: out.text, errs: errs.text, err: err, code: -1, took: time.Since(start)}
	if why := context.Cause(ctx); err != nil || why == errTooMuch {
		p.stopped = why
	}
	if cmd.ProcessState != nil {
		p.code, p.ended = cmd.ProcessState.ExitCode(), cmd.ProcessState.String()
	}
	return p
}

// bounded is a writer that keeps the first maxOutput bytes and calls stop if more are
// written.
type bounded struct {
	text []byte
	stop func(error)
}

func (b *bounded) Write(p []byte) (int, error) {
	room := maxOutput - len(b.text)
	b.text = append(b.text, p[:min(room, len(p))]...)
	if len(p) > room {
		b.stop(errTooMuch)
	}
	return len(p), nil
}
