package unroll

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/litmus"
)

// suite reads the public POWER suite. It skips the test if the suite is not there.
func suite(t testing.TB) []*litmus.Test {
	t.Helper()
	files, _ := filepath.Glob("../../../shared/suites/power/tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the public suite is not beside the repository")
	}
	tests := make([]*litmus.Test, len(files))
	for i, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tests[i] = parse(t, filepath.Base(f), string(text))
	}
	return tests
}

func TestSuiteIsSound(t *testing.T) {
	for _, test := range suite(t) {
		build(t, test, Options{})
	}
}

func BenchmarkBuild(b *testing.B) {
	tests := suite(b)
	b.ReportAllocs()
	events := 0
	for b.Loop() {
		events = 0
		for _, test := range tests {
			s, err := Build(context.Background(), test, Options{})
			if err != nil {
				b.Fatal(err)
			}
			events += len(s.Events)
		}
	}
	n := float64(len(tests))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/1e3/float64(b.N)/n, "µs/test")
	b.ReportMetric(float64(events)/n, "events/test")
}
