package litmus

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestWarnings checks the warnings about tests that are accepted. testdata/warnings.txt
// holds the tests, each under a line "-- what is odd --" and followed by its warnings as
// they are printed. -update rewrites the warnings.
func TestWarnings(t *testing.T) {
	const file = "testdata/warnings.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for part := range strings.SplitSeq(strings.TrimPrefix(string(text), "-- "), "\n-- ") {
		title, body, _ := strings.Cut(part, " --\n")
		program, _, _ := strings.Cut(body, "\n==")
		test, err := Parse(diag.NewSource("in.litmus", program))
		if err != nil {
			t.Errorf("%s: %v", title, err)
			continue
		}
		var shown strings.Builder
		if len(test.Warnings) > 0 {
			diag.Render(&shown, test.Warnings)
		}
		for _, d := range test.Warnings {
			if !d.Warning || d.Fix == "" && len(d.Notes) == 0 {
				t.Errorf("%s: %q is no warning, or says not what to do", title, d.Msg)
			}
		}
		got := program + "\n==\n" + shown.String()
		fmt.Fprintf(&out, "-- %s --\n%s\n", title, strings.TrimRight(got, "\n"))
	}
	golden.Check(t, file, []byte(out.String()))
}
