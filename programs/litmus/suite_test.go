package litmus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// suite reads the public POWER suite, or skips where it is absent.
func suite(t testing.TB) []*diag.Source {
	files, _ := filepath.Glob("../../../shared/suites/power/tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the public suite is not beside the repository")
	}
	srcs := make([]*diag.Source, len(files))
	for i, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		srcs[i] = diag.NewSource(filepath.Base(f), string(text))
	}
	return srcs
}

func TestSuiteParsesAndRoundTrips(t *testing.T) {
	for _, src := range suite(t) {
		roundTrip(t, src)
	}
}

func BenchmarkSuite(b *testing.B) {
	srcs := suite(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range srcs {
			if _, err := Parse(src); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(srcs)), "µs/file")
}
