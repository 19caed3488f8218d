package run

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// TestInOrder: what comes out is in order, whatever takes long.
func TestInOrder(t *testing.T) {
	const n = 50
	for _, workers := range []int{0, 1, 3, 100} {
		var got []int
		steps := 0
		o := Options{Workers: workers, Step: func(done, all int) {
			if steps++; done != steps || all != n {
				t.Errorf("step %d of %d, want %d of %d", done, all, steps, n)
			}
		}}
		done, err := inOrder(context.Background(), n, o,
			func(_ *worker, i int) int {
				time.Sleep(time.Duration(i%3) * time.Millisecond)
				return i * i
			},
			func(i, out int) error {
				if out != i*i {
					t.Errorf("%d came out for %d", out, i)
				}
				got = append(got, i)
				return nil
			})
		if err != nil || done != n || len(got) != n || !slices.IsSorted(got) || steps != n {
			t.Errorf("%d workers: %d done, %v, %v", workers, done, err, got)
		}
	}
	if done, err := inOrder(context.Background(), 0, Options{}, func(*worker, int) int { return 0 }, nil); done != 0 || err != nil {
		t.Errorf("nothing to do: %d, %v", done, err)
	}
}

// TestCancel: nothing is started after the context is cancelled, and what was
// done before comes out.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	started := 0
	done, err := inOrder(ctx, 100, Options{Workers: 1},
		func(_ *worker, i int) int {
			if started++; i == 4 {
				cancel()
			}
			return i
		},
		func(int, int) error { return nil })
	if err != nil || done != 5 || started != 5 {
		t.Errorf("%d done, %d started, %v; want 5 of each", done, started, err)
	}
}

// TestEmitFails: an answer that cannot be written ends the work.
func TestEmitFails(t *testing.T) {
	full := errors.New("disk full")
	done, err := inOrder(context.Background(), 100, Options{Workers: 2},
		func(_ *worker, i int) int { return i },
		func(i, _ int) error {
			if i == 3 {
				return full
			}
			return nil
		})
	if !errors.Is(err, full) || done != 3 {
		t.Errorf("%d done, %v", done, err)
	}
}

// TestGuard: a panic in one piece of work is an error of that piece.
func TestGuard(t *testing.T) {
	var bugs, fine int
	_, err := inOrder(context.Background(), 10, Options{Workers: 2},
		func(w *worker, i int) error {
			return w.guard(func() error {
				if i == 7 {
					panic("out of range")
				}
				return nil
			})
		},
		func(_ int, err error) error {
			var b *Bug
			switch {
			case err == nil:
				fine++
			case errors.As(err, &b) && b.Error() == "out of range" && len(b.Stack) > 0:
				bugs++
			}
			return nil
		})
	if err != nil || bugs != 1 || fine != 9 {
		t.Errorf("%d bugs, %d fine, %v", bugs, fine, err)
	}
}
