package second

import (
	"context"
	"errors"
	"os/exec"
	"time"

	"github.com/fencewise/fencewise/encode/certify/child"
)

// process is how a run of a program ended.
type process struct {
	out, errs []byte
	err       error // nil: it ended by itself, with status 0
	code      int   // the status; -1 if it was not started or was ended by a signal
	ended     string
	stopped   error // why we ended it, if so
	took      time.Duration
}

// maxOutput bounds what is kept of what a program writes, in bytes. An answer is
// a word.
const maxOutput = 1 << 20

var errTalks = errors.New("it writes without end")

// run runs a program in a folder, and waits until it, and what it has started,
// is gone.
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
	if why := context.Cause(ctx); err != nil || why == errTalks {
		p.stopped = why
	}
	if cmd.ProcessState != nil {
		p.code, p.ended = cmd.ProcessState.ExitCode(), cmd.ProcessState.String()
	}
	return p
}

// bounded keeps the beginning of what is written, and stops who writes too much.
type bounded struct {
	text []byte
	stop func(error)
}

func (b *bounded) Write(p []byte) (int, error) {
	room := maxOutput - len(b.text)
	b.text = append(b.text, p[:min(room, len(p))]...)
	if len(p) > room {
		b.stop(errTalks)
	}
	return len(p), nil
}
