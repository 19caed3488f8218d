package kernelc

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestTableErrors checks the diagnostics about malformed tables of macros.
// testdata/tables.txt holds the tables, each under a line "-- what is wrong --"; a line
// that starts with "=>" is a diagnostic, with its place. -update rewrites these lines.
func TestTableErrors(t *testing.T) {
	const file = "testdata/tables.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for part := range strings.SplitSeq(strings.TrimPrefix(string(text), "-- "), "\n-- ") {
		title, body, _ := strings.Cut(part, " --\n")
		lines := slices.DeleteFunc(strings.Split(strings.TrimSuffix(body, "\n"), "\n"), func(l string) bool { return strings.HasPrefix(l, "=>") })
		body = strings.Join(lines, "\n")
		fmt.Fprintf(&out, "-- %s --\n%s\n", title, body)
		_, err := ParseMacros(diag.NewSource("t", body))
		if err == nil {
			t.Errorf("%s: accepted", title)
		}
		for _, d := range diag.All(err) {
			fmt.Fprintf(&out, "=> %s; do: %s\n", d.Error(), d.Fix)
		}
	}
	golden.Check(t, file, []byte(out.String()))
	for _, d := range diag.Codes() {
		if c := string(d.Code); strings.HasPrefix(c, "FW113") && !strings.Contains(out.String(), c) {
			t.Errorf("no table shows %s: %s", c, d.Summary)
		}
	}
}
