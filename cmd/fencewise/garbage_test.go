package main

import "testing"

// TestGarbage: a small program may grow fivefold until the next collection, a large one
// by half, and what may be added never gets less than is free.
func TestGarbage(t *testing.T) {
	for _, c := range []struct {
		mb   uint64
		want int
	}{{0, 400}, {4, 400}, {32, 400}, {64, 200}, {128, 100}, {256, 50}, {4096, 50}} {
		if got := garbage(c.mb << 20); got != c.want {
			t.Errorf("%d MB in use: %d percent, want %d", c.mb, got, c.want)
		}
	}
	last := 0
	for b := uint64(1); b < 8<<30; b += 1 << 20 {
		limit := int(b) + int(b)*garbage(b)/100
		if limit < last-1<<22 {
			t.Fatalf("%d bytes in use: collected at %d, with less in use at %d", b, limit, last)
		}
		last = limit
	}
}
