package iostreams

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

type full struct{ n int }

func (f *full) Write(b []byte) (int, error) {
	f.n++
	return 0, errors.New("no space left")
}

func TestSink(t *testing.T) {
	f := &full{}
	s := &Sink{W: f}
	for range 3 {
		if _, err := io.WriteString(s, "x"); err == nil {
			t.Error("no error")
		}
	}
	if f.n != 1 || s.Err == nil {
		t.Errorf("%d writes, %v", f.n, s.Err)
	}
}

// TestTo checks that a file is written completely, or an error names it.
func TestTo(t *testing.T) {
	var out strings.Builder
	streams := IO{Out: &out}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "hello"); return err }
	path := filepath.Join(t.TempDir(), "x")
	if err := streams.To(path, hello); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "hello" || out.Len() > 0 {
		t.Errorf("got %q and %q", b, &out)
	}
	if err := streams.To("", hello); err != nil || out.String() != "hello" {
		t.Errorf("got %q, %v", &out, err)
	}
	ds := diag.All(streams.To(filepath.Join(path, "below"), hello))
	if len(ds) != 1 || ds[0].Code != diag.Unwritable {
		t.Errorf("got %v", ds)
	}
}

// TestProgress checks that the line is shown only on a terminal and only for long work,
// and is removed before other output.
func TestProgress(t *testing.T) {
	var errs strings.Builder
	step := func(s IO, streaming bool, since time.Duration) string {
		errs.Reset()
		s.Err = &errs
		p := s.Progress(streaming)
		p.start = p.start.Add(-since)
		p.Step(3, 10)
		p.Clear()
		return errs.String()
	}
	const line = "\r3 of 10, 5s\r\x1b[K"
	for _, c := range []struct {
		s         IO
		streaming bool
		since     time.Duration
		want      string
	}{
		{IO{ErrTerminal: true, OutTerminal: true}, false, 5 * time.Second, line},
		{IO{ErrTerminal: true}, true, 5 * time.Second, line},
		{IO{ErrTerminal: true, OutTerminal: true}, true, 5 * time.Second, ""}, // the answers are progress
		{IO{OutTerminal: true}, false, 5 * time.Second, ""},                   // into a file
		{IO{ErrTerminal: true}, false, 0, ""},                                 // over soon
	} {
		if got := step(c.s, c.streaming, c.since); got != c.want {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
	}
}
