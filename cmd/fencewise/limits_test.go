package main

import (
	"os"
	"testing"
	"time"

	"github.com/fencewise/fencewise/internal/killpoints"
)

// TestLimits ends a few commands over heavy programs at random moments, and hundreds in
// the nightly tests; scripts/killpoints prints the figures. Other tests run at the same
// time and slow the process down, so only results far beyond a limit are wrong here.
func TestLimits(t *testing.T) {
	if testing.Short() && os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("short")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b, err := killpoints.New(t.TempDir(), 5, program)
	if err != nil {
		t.Fatal(err)
	}
	b.Name, b.MemoryTimeout = "fencewise", 2*time.Second // as which the test binary is the program
	n, busy := 4, 15
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		n, busy = 240, 5
	}
	for i := range n {
		p, err := b.Run([]killpoints.Kind{killpoints.Timeout, killpoints.Signal, killpoints.Memory}[i%3])
		if err != nil {
			t.Fatal(err)
		}
		if wrong := p.BrokenPromise(busy); wrong != "" {
			t.Errorf("%s %v at %v: %s\n%s", p.Kind, p.Args, p.At, wrong, p.Output)
		}
	}
}
