package event

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// FuzzBuild: whatever parses gets a sound structure or a diagnostic, soon.
func FuzzBuild(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.litmus")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), uint8(2), true, false)
	}
	f.Add(guarded, uint8(1), false, true)
	f.Fuzz(func(t *testing.T, text string, bound uint8, free, keep bool) {
		test, err := litmus.Parse(diag.NewSource("fuzz.litmus", text))
		if err != nil {
			return
		}
		o := Options{Bound: int(bound), FreeSlots: free, KeepRounds: keep, MaxEvents: 500}
		start := time.Now()
		s, err := Build(test, o)
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
		if err != nil {
			if len(diag.All(err)) == 0 {
				t.Fatalf("%T is no diagnostic: %v", err, err)
			}
			return
		}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		if len(s.Events) > 2*o.MaxEvents || len(s.Pool.Nodes) > 2*o.MaxEvents*exprPerEvent {
			t.Fatalf("%d events, %d expressions", len(s.Events), len(s.Pool.Nodes))
		}
		_ = s.String()
	})
}
