package litmus

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestPrintGolden prints testdata/*.litmus and compares with *.golden.
func TestPrintGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) == 0 {
		t.Fatal("no test data")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src := diag.NewSource(filepath.Base(f), string(text))
		test, err := Parse(src)
		if err != nil {
			var b strings.Builder
			diag.Render(&b, err)
			t.Errorf("%s", b.String())
			continue
		}
		golden := strings.TrimSuffix(f, ".litmus") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(test.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := test.String(); got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", f, got, want)
		}
		roundTrip(t, src)
	}
}
