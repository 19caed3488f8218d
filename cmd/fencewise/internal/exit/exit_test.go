package exit

import (
	"errors"
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
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
		{wrap(&run.Disagreement{}), Disagree},
		{errors.New("never classified"), Bug},
		{errors.Join(With(Unknown), &decide.Disagreement{}, With(ClaimFails)), Disagree},
		{errors.Join(With(Unknown), errors.New("never classified")), Bug},
	} {
		if got := Of(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// TestWorse holds the order 70, 4, 2, 1, 3, 0.
func TestWorse(t *testing.T) {
	order := []Status{70, 4, 2, 1, 3, 0}
	for i, a := range order {
		for j, b := range order {
			if got, want := Worse(a, b), order[min(i, j)]; got != want {
				t.Errorf("%d and %d: %d, want %d", a, b, got, want)
			}
		}
	}
}
