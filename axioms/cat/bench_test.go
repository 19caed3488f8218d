package cat

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

func BenchmarkParse(b *testing.B) {
	body := strings.TrimPrefix(sample, "POWER \"a sample\"\n")
	src := diag.NewSource("bench.cat", strings.Repeat(body, 100))
	b.SetBytes(int64(len(src.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPrint(b *testing.B) {
	f := mustParse(b, sample)
	b.ReportAllocs()
	for b.Loop() {
		_ = f.String()
	}
}
