package litmus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzParse asks that nothing panics, that spans lie in the file, and that
// what is accepted prints and parses again to the same tree.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.litmus", "testdata/*.golden", "testdata/errors/*.txt"} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	f.Add("PPC t(*x*)( *y)\n{}P0;L:none(*@a:none*);exists~x=1=>y={1,2}")
	f.Fuzz(func(t *testing.T, text string) {
		src := diag.NewSource("in.litmus", text)
		_, err := Parse(src)
		for _, d := range diag.All(err) {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(text) {
				t.Fatalf("%s: span %d to %d of %d", d.Msg, d.Span.Start, d.Span.End, len(text))
			}
			if d.Fix == "" {
				t.Errorf("%q says not what to do", d.Msg)
			}
		}
		if err == nil {
			roundTrip(t, src)
		}
	})
}
