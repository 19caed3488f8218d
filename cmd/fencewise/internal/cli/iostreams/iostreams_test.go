package iostreams

import (
	"context"
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

// TestScreen checks that the line is shown on a terminal only, says what runs, is replaced by
// other output and does not break a line of it; and that an interrupt is answered.
func TestScreen(t *testing.T) {
	var errs strings.Builder
	if s, end := (IO{Err: &errs}).Watch(t.Context(), "x"); s.screen != nil {
		t.Error("a screen without a terminal")
	} else {
		s.Step(1, 2)
		end()
	}
	ctx, cancel := context.WithCancel(t.Context())
	s, end := (IO{Err: &errs, Out: &errs, ErrTerminal: true, OutTerminal: true}).Watch(ctx, "fencewise compare host_ipi")
	at := s.screen.start.Add(5 * time.Second)
	s.Step(3, 10)
	s.screen.draw(at)
	io.WriteString(s.Out, "half ")
	s.screen.draw(at)
	io.WriteString(s.Out, "line\n")
	s.screen.draw(at)
	cancel()
	const line = "\rfencewise compare host_ipi: 3 of 10, 5s (Ctrl-C stops)\x1b[K"
	const gone = "\r\x1b[K"
	const answer = "stopping: what was found is shown within a second; Ctrl-C again ends at once\n"
	want := line + gone + "half line\n" + line + gone + answer
	for range 1000 {
		s.screen.mu.Lock()
		got := errs.String()
		s.screen.mu.Unlock()
		if got == want {
			end()
			s.screen.draw(at) // nothing is shown after the end
			if errs.String() != want {
				t.Errorf("after the end: %q", errs.String())
			}
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%q, want %q", errs.String(), want)
}

// TestPaint checks that verdicts are coloured as words, on standard output only, and when the
// user wants it.
func TestPaint(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	const text = "mp  Never  No; Sometimes, Always, Unknown; NeverEnding\n"
	const painted = "mp  \x1b[32mNever\x1b[0m  No; \x1b[31mSometimes\x1b[0m, \x1b[34mAlways\x1b[0m, \x1b[33mUnknown\x1b[0m; NeverEnding\n"
	try := func(terminal bool, when When) string {
		var out strings.Builder
		s := IO{Out: &out, OutTerminal: terminal, Color: &when}
		io.WriteString(s.Paint(s.Out), text)
		return out.String()
	}
	for _, c := range []struct {
		terminal bool
		when     When
		want     string
	}{{true, Auto, painted}, {false, Auto, text}, {false, Always, painted}, {true, Never, text}} {
		if got := try(c.terminal, c.when); got != c.want {
			t.Errorf("%v %s: %q, want %q", c.terminal, c.when, got, c.want)
		}
	}
	t.Setenv("NO_COLOR", "1")
	if got := try(true, Auto); got != text {
		t.Errorf("NO_COLOR: %q", got)
	}
	var file strings.Builder
	if s := (IO{Out: &strings.Builder{}, OutTerminal: true}); s.Paint(&file) != io.Writer(&file) {
		t.Error("a file is coloured")
	}
}
