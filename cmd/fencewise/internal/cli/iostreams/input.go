package iostreams

import (
	"context"
	"io"

	"github.com/fencewise/fencewise/internal/limit"
)

// Until returns a reader that gives up when the context ends, so that Ctrl-C
// interrupts a read from standard input.
func Until(ctx context.Context, r io.Reader) io.Reader { return &until{ctx, r} }

type until struct {
	ctx context.Context // that of the reads: Read is given none
	r   io.Reader
}

// Read reads into memory of its own, which a read that goes on after the
// context has ended may still write to.
func (u *until) Read(b []byte) (int, error) {
	type read struct {
		b   []byte
		err error
	}
	done := make(chan read, 1)
	own := make([]byte, len(b))
	go func() {
		n, err := u.r.Read(own)
		done <- read{own[:n], err}
	}()
	select {
	case got := <-done:
		return copy(b, got.b), got.err
	case <-u.ctx.Done():
		return 0, limit.Cause(u.ctx)
	}
}
