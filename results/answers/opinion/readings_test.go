package opinion

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// readings checks a .c file in its readings, with an engine that answers as change says.
func readings(t *testing.T, o Options, change func(context.Context, Case) error) Checked {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.c")
	const text = "#include <lkmm.h>\nint x;\n/*@ cpu 0 */\nvoid f(void) { WRITE_ONCE(x, 1); }\n" +
		"/*@ cpu 1 */\nvoid g(void) { int r = READ_ONCE(x); /*@ bad: r == 2 */ }\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ins, err := library.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	ins[0].Each = true
	m, err := fit.LoadDefault(models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	honest := engines[SMT]
	o.engines = map[Engine]answerer{SMT: func(ctx context.Context, w *Worker, q Case) (Opinion, error) {
		if err := change(ctx, q); err != nil {
			return Opinion{}, err
		}
		return honest(ctx, w, q)
	}}
	var got Checked
	if done, err := Check(t.Context(), ins, []*fit.Model{m}, nil, o, func(c Checked) error { got = c; return nil }); done != 1 || err != nil {
		t.Fatal(done, err)
	}
	return got
}

// TestReadings: a .c file has a record for each reading. One whose work a limit ends, or that
// does not look at its context, leaves the others their answer.
func TestReadings(t *testing.T) {
	stuck := make(chan struct{})
	defer close(stuck)
	ends := func(ctx context.Context, q Case) error {
		if q.Test.Target == litmus.AsWritten {
			<-ctx.Done()
			return limit.Cause(ctx)
		}
		return nil
	}
	hangs := func(_ context.Context, q Case) error {
		if q.Test.Target == litmus.AsWritten {
			<-stuck
		}
		return nil
	}
	honest := func(context.Context, Case) error { return nil }
	for name, c := range map[string]struct {
		o      Options
		change func(context.Context, Case) error
		reason string // of the first reading
	}{
		"one after the other": {Options{Workers: 1}, honest, ""},
		"at the same time":    {Options{Workers: 2}, honest, ""},
		"a share of the time": {Options{Workers: 1, Timeout: 2 * time.Second}, ends, "a share of --timeout"},
		"all of the time":     {Options{Workers: 2, Timeout: time.Second}, ends, "--timeout 1s"},
		"one hangs":           {Options{Workers: 2, Timeout: time.Second}, hangs, "--timeout 1s"},
	} {
		got := readings(t, c.o, c.change)
		if got.Err != nil || len(got.Records) != 2 {
			t.Errorf("%s: %v, %+v", name, got.Err, got.Records)
			continue
		}
		first, second := got.Records[0], got.Records[1]
		if first.Target != "lkmm" || first.Model != "lkmm" || second.Target != "power" || second.Verdict != verdict.Never ||
			(first.Verdict == verdict.Never) != (c.reason == "") || !strings.Contains(first.Reason, c.reason) {
			t.Errorf("%s: %+v", name, got.Records)
		}
	}
}

// TestReadingFails: a bug in one reading is an error of the program, with workers to spare and
// without.
func TestReadingFails(t *testing.T) {
	for _, workers := range []int{1, 2} {
		got := readings(t, Options{Workers: workers}, func(_ context.Context, q Case) error {
			if q.Test.Target == "power" {
				panic("out of range")
			}
			return nil
		})
		var bug *Bug
		if !errors.As(got.Err, &bug) {
			t.Errorf("%d workers: %v", workers, got.Err)
		}
	}
}
