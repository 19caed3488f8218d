package opinion

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/internal/limit"
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
		done, err := InOrder(context.Background(), o, pieces(n,
			func(_ context.Context, _ *Worker, i int) int {
				time.Sleep(time.Duration(i%3) * time.Millisecond)
				return i * i
			},
			func(i, out int) error {
				if out != i*i {
					t.Errorf("%d came out for %d", out, i)
				}
				got = append(got, i)
				return nil
			}))
		if err != nil || done != n || len(got) != n || !slices.IsSorted(got) || steps != n {
			t.Errorf("%d workers: %d done, %v, %v", workers, done, err, got)
		}
	}
	if done, err := InOrder(context.Background(), Options{}, pieces(0, func(context.Context, *Worker, int) int { return 0 }, nil)); done != 0 || err != nil {
		t.Errorf("nothing to do: %d, %v", done, err)
	}
}

// TestCancel: nothing is started after the context is cancelled, and what was
// done before comes out.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	started := 0
	done, err := InOrder(ctx, Options{Workers: 1}, pieces(100,
		func(_ context.Context, _ *Worker, i int) int {
			if started++; i == 4 {
				cancel()
			}
			return i
		},
		func(int, int) error { return nil }))
	if err != nil || done != 5 || started != 5 {
		t.Errorf("%d done, %d started, %v; want 5 of each", done, started, err)
	}
}

// TestEmitFails: an answer that cannot be written ends the work.
func TestEmitFails(t *testing.T) {
	full := errors.New("disk full")
	done, err := InOrder(context.Background(), Options{Workers: 2}, pieces(100,
		func(_ context.Context, _ *Worker, i int) int { return i },
		func(i, _ int) error {
			if i == 3 {
				return full
			}
			return nil
		}))
	if !errors.Is(err, full) || done != 3 {
		t.Errorf("%d done, %v", done, err)
	}
}

// TestGuard: a panic in one piece of work is an error of that piece.
func TestGuard(t *testing.T) {
	var bugs, fine int
	_, err := InOrder(context.Background(), Options{Workers: 2}, pieces(10,
		func(_ context.Context, w *Worker, i int) error {
			return w.Guard(func() error {
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
		}))
	if err != nil || bugs != 1 || fine != 9 {
		t.Errorf("%d bugs, %d fine, %v", bugs, fine, err)
	}
}

// pieces is a batch of work that always ends.
func pieces[T any](n int, work func(context.Context, *Worker, int) T, emit func(int, T) error) Batch[T] {
	return Batch[T]{N: n, Work: work, Emit: emit, Late: func(int, *limit.Reached) T { panic("the work ended in time") }}
}

// TestLate: work that does not look at its context costs the others nothing.
func TestLate(t *testing.T) {
	stuck := make(chan struct{})
	defer close(stuck)
	b := pieces(6, func(ctx context.Context, _ *Worker, i int) string {
		switch i {
		case 1, 2:
			<-stuck
		case 4:
			<-ctx.Done()
			return limit.Cause(ctx).What
		}
		return "done"
	}, nil)
	var got []string
	b.Late = func(_ int, why *limit.Reached) string { return "late: " + why.What }
	b.Emit = func(_ int, out string) error { got = append(got, out); return nil }
	start := time.Now()
	done, err := InOrder(context.Background(), Options{Workers: 1, Timeout: 30 * time.Millisecond}, b)
	why := "time limit reached (--timeout 30ms)"
	want := []string{"done", "late: " + why, "late: " + why, "done", why, "done"}
	if err != nil || done != 6 || !slices.Equal(got, want) {
		t.Errorf("%d done, %v, %q", done, err, got)
	}
	if took := time.Since(start); took > 2*limit.Grace+5*time.Second {
		t.Errorf("it took %v", took)
	}
}
