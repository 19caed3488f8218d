package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

// shapes holds small programs in the forms in which people write locks, queues and lists.
const shapes = "../../programs/csource/testdata/shapes/"

// expectation matches a line of such a program that says what is expected of it in each of its readings:
//
//	// expect -DACQ2RX --property=termination: Never
var expectation = regexp.MustCompile(`(?m)^// expect((?: -\S+)*): (\w+)$`)

// TestCShapes compares the verdicts on these programs with what is expected.
func TestCShapes(t *testing.T) {
	files, err := filepath.Glob(shapes + "*.c")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs (%v)", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows := expectation.FindAllStringSubmatch(string(text), -1)
		verdicts := map[string]bool{}
		for _, row := range rows {
			verdicts[row[2]] = true
			args := append([]string{"check", file}, strings.Fields(row[1])...)
			var out, errs bytes.Buffer
			cli.Main(t.Context(), args, iostreams.IO{Out: &out, Err: &errs})
			all := strings.Count("\n"+out.String(), "\n"+file)
			if as := strings.Count(out.String(), " "+row[2]+" "); all == 0 || as != all {
				t.Errorf("%s%s, expected %s:\n%s%s", file, row[1], row[2], out.String(), errs.String())
			}
		}
		if len(verdicts) < 2 {
			t.Errorf("%s: one verdict in all forms", file)
		}
	}
}
