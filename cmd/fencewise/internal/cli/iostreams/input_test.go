package iostreams

import (
	"context"
	"io"
	"testing"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/disk"
)

// TestUntil checks that an interrupt while waiting for input is not an input error.
func TestUntil(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never, w := io.Pipe()
	defer w.Close()
	cancel()
	if _, err := disk.ReadFrom(Until(ctx, never), "<stdin>", 10); limit.As(err) == nil {
		t.Errorf("%v is no limit", err)
	}
}
