package litmus

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// TestErrors checks the diagnostics about malformed tests. The files
// testdata/errors/*.txt hold these tests, each under a line "-- what is wrong --". A
// line that starts with '#' or '^' does not belong to the test: its carets mark the text
// on the line above that must be reported, and the code and the message follow. -update
// rewrites these lines.
func TestErrors(t *testing.T) {
	files, _ := filepath.Glob("testdata/errors/*.txt")
	cases := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for part := range strings.SplitSeq(strings.TrimPrefix(string(text), "-- "), "\n-- ") {
			title, body, _ := strings.Cut(part, " --\n")
			cases++
			fmt.Fprintf(&out, "-- %s --\n%s", title, annotate(t, title, stripMarks(body)))
		}
		golden.Check(t, f, []byte(out.String()))
	}
	if cases < 40 {
		t.Errorf("only %d cases found", cases)
	}
}

func stripMarks(body string) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		if line[0] != '#' && line[0] != '^' {
			b.WriteString(line)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// annotate parses text and returns it with a line for each diagnostic under the line that
// the diagnostic is about.
func annotate(t *testing.T, title, text string) string {
	test, err := Parse(diag.NewSource("in.litmus", text))
	if err == nil && test.Arch == archC {
		var errs diag.List
		for _, th := range test.Threads {
			errs = append(errs, kernelc.Check(th.Body, kernelc.Embedded())...)
		}
		err = errs.Err()
	}
	if err == nil {
		t.Errorf("%s: accepted as\n%s", title, test)
		return text + "\n"
	}
	ds := diag.All(err)
	sort.SliceStable(ds, func(i, j int) bool { return ds[i].Span.Start < ds[j].Span.Start })
	lines := strings.Split(text, "\n")
	var b strings.Builder
	for n, line := range lines {
		b.WriteString(line + "\n")
		for _, d := range ds {
			if d.Span.Line() != n+1 {
				continue
			}
			_, col := d.Span.Src.Position(d.Span.Start)
			on, _, _ := strings.Cut(d.Span.Text(), "\n")
			width := max(1, utf8.RuneCountInString(on))
			mark := strings.Repeat(" ", col-1) + strings.Repeat("^", width)
			if col > 1 {
				mark = "#" + mark[1:]
			}
			fmt.Fprintf(&b, "%s %s %s\n", mark, d.Code, d.Msg)
			if d.Msg == "" || d.Fix == "" {
				t.Errorf("%s: %q says not what to do", title, d.Msg)
			}
		}
	}
	return b.String()
}

// TestEveryCodeIsShown checks that a case exists for each code of litmus files.
func TestEveryCodeIsShown(t *testing.T) {
	shown := ""
	for _, pattern := range []string{"testdata/errors/*.txt", "testdata/warnings.txt", "limits_test.go"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			shown += string(text)
		}
	}
	for _, d := range diag.Codes() {
		if c := string(d.Code); (strings.HasPrefix(c, "FW10") || strings.HasPrefix(c, "FW110") || strings.HasPrefix(c, "FW111") || strings.HasPrefix(c, "FW112")) && !strings.Contains(shown, string(d.Code)) {
			t.Errorf("no test shows %s: %s", d.Code, d.Summary)
		}
	}
}
