package litmus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

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
		golden.Check(t, strings.TrimSuffix(f, ".litmus")+".golden", []byte(test.String()))
		roundTrip(t, src)
	}
}
