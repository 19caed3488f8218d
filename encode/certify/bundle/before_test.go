package bundle

import (
	"path/filepath"
	"testing"
)

// TestMadeBefore checks that bundles of earlier versions still verify: about a loop, about
// interrupts, about all slot assignments, about paths that join, and about a counter. The first three were
// made before phwsync was in power.cat, and carry the models that they are about. The check compares every byte that
// program and model produce, so it fails also if a word in names.go or words.go changes.
// Do not make these bundles again; if an encoder has to produce other formulas, say so in
// docs/certificates.md.
func TestMadeBefore(t *testing.T) {
	dirs, err := filepath.Glob("testdata/before/*")
	if err != nil || len(dirs) != 5 {
		t.Fatalf("%v, %v", dirs, err)
	}
	for _, dir := range dirs {
		if _, err := Verify(t.Context(), dir, Options{Tool: tool}); err != nil {
			t.Error(err)
		}
	}
}
