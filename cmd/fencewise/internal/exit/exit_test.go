package exit

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

func TestOf(t *testing.T) {
	wrap := func(err error) error { return fmt.Errorf("while working: %w", err) }
	for _, c := range []struct {
		err  error
		want Status
	}{
		{nil, OK},
		{With(OK), OK},
		{With(ClaimFails), ClaimFails},
		{wrap(With(Unknown)), Unknown},
		{&Usage{errors.New("unknown flag")}, Input},
		{wrap(diag.New(diag.Span{}, diag.NoFile, "gone")), Input},
		{wrap(diag.List{diag.New(diag.Span{}, diag.NoFile, "gone")}), Input},
		{wrap(&decide.Disagreement{}), Disagree},
		{wrap(&opinion.Disagreement{}), Disagree},
		{wrap(&solve.Unproved{Err: errors.New("no clause")}), Disagree},
		{errors.New("never classified"), Bug},
		{wrap(&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}), Environment},
		{wrap(diag.New(diag.Span{}, diag.NoTemporary, "no room")), Environment},
		{wrap(diag.New(diag.Span{}, diag.NoMemory, "full")), Environment},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, Bug}, // whoever opens a file says what it is
		{diag.List{diag.New(diag.Span{}, diag.NoFile, "gone"), diag.New(diag.Span{}, diag.NoDescriptors, "none")}, Environment},
		{errors.Join(&decide.Disagreement{}, diag.New(diag.Span{}, diag.NoSpace, "full")), Environment},
		{errors.Join(With(Unknown), &decide.Disagreement{}, With(ClaimFails)), Disagree},
		{errors.Join(With(Unknown), errors.New("never classified")), Bug},
	} {
		if got := Of(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// TestWorse checks the order 70, 71, 4, 2, 1, 3, 0.
func TestWorse(t *testing.T) {
	order := []Status{70, 71, 4, 2, 1, 3, 0}
	for i, a := range order {
		for j, b := range order {
			if got, want := Worse(a, b), order[min(i, j)]; got != want {
				t.Errorf("%d and %d: %d, want %d", a, b, got, want)
			}
		}
	}
}
