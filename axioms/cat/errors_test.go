package cat

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

// want is a line of expectation: carets under the marked text of the line
// above, the code and the message.
var want = regexp.MustCompile(`^ *\^+ FW\d{4} `)

// TestErrors reads testdata/errors. A file holds cases separated by lines of
// "--", and each case its expectations as lines of carets, which are taken out
// before it is read. A caret after the last character of a line marks the
// empty place there.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no error tests found")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var marked []string
		for text := range strings.SplitSeq(strings.TrimRight(string(data), "\n"), "\n--\n") {
			marked = append(marked, mark(t, unmark(text)))
		}
		golden.Check(t, file, []byte(strings.Join(marked, "\n--\n")+"\n"))
	}
}

// unmark removes the expectations from a case.
func unmark(text string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), want.MatchString), "\n")
}

// mark reads a text and writes the reported errors under its lines.
func mark(t *testing.T, text string) string {
	src := diag.NewSource("test.cat", text)
	_, err := Parse(src)
	under := map[int]string{}
	for _, d := range diag.All(err) {
		line, col := src.Position(d.Span.Start)
		under[line] += fmt.Sprintf("\n%*s%s %s %s", col-1, "",
			strings.Repeat("^", max(1, utf8.RuneCountInString(d.Span.Text()))), d.Code, d.Msg)
		if d.Fix == "" {
			t.Errorf("%s: does not say what to do", d)
		}
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] += under[i+1]
	}
	return strings.Join(lines, "\n")
}

// Every code of the syntax of cat comes with an example that shows it.
func TestCodeExamples(t *testing.T) {
	n := 0
	for _, doc := range diag.Codes() {
		if doc.Code < "FW4001" || doc.Code > diag.CatSyntaxDeep {
			continue
		}
		n++
		_, err := Parse(diag.NewSource("example.cat", doc.Example))
		found := false
		for _, d := range diag.All(err) {
			found = found || d.Code == doc.Code
		}
		if !found {
			t.Errorf("%s: the example gives %v", doc.Code, err)
		}
	}
	if n == 0 {
		t.Error("no codes found")
	}
}
