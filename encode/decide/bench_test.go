package decide

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// BenchmarkSuite decides the public POWER tests, from text to judged verdict.
// One iteration is the whole suite, without reading the files.
func BenchmarkSuite(b *testing.B) {
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	if len(files) == 0 {
		b.Skip("the conformity suites are not here")
	}
	texts := make([]string, len(files))
	for i, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts[i] = string(text)
	}
	d := newDecider(b, "power", Options{})
	b.ReportAllocs()
	for b.Loop() {
		for i := range texts {
			t, err := litmus.Parse(diag.NewSource(files[i], texts[i]))
			if err != nil {
				b.Fatal(err)
			}
			s, err := d.Structure(context.Background(), t, nil, false)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := d.Decide(context.Background(), s); err != nil {
				b.Fatal(err)
			}
		}
	}
}
