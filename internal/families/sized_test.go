package families

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestSized: the generator makes the public programs of its families, and larger ones
// that can be read.
func TestSized(t *testing.T) {
	parse := func(name, text string) string {
		test, err := litmus.Parse(diag.NewSource(name, text))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		return test.String()
	}
	for _, name := range []string{
		"mcs-4x1-isync-lwsync", "mcs-3x2-none-lwsync", "qspin-3x1-isync-none", "ticket-4x3-isync-lwsync", "tas-4x3-isync-lwsync",
		"dekker-2x3-sync", "peterson-2x4-sync-sync", "chaselev-p3-s3-t2-sync", "spsc-6-lwsync", "treiber-2p3-lwsync", "rcu-r3-k2-sync", "seqlock-w3-r2-none",
		"stores-4x125", "stores-1x3-seen", "iriw-5-sync",
	} {
		text, ok := Sized(name)
		if !ok {
			t.Errorf("%s is no name", name)
			continue
		}
		parse(name, text)
	}
	for _, name := range []string{"", "tas-2x2", "tas-2x2-isync-what", "mcs-x1-isync-lwsync", "dekker-3x1-sync"} {
		if _, ok := Sized(name); ok {
			t.Errorf("%q is a name", name)
		}
	}
	files, _ := filepath.Glob("../../../shared/suites/scale/tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the programs of realistic size are not there")
	}
	for _, f := range files {
		want, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".litmus")
		got, ok := Sized(name)
		if !ok {
			t.Errorf("%s is no name", name)
		} else if g, w := parse(name, got), parse(f, string(want)); g != w {
			t.Errorf("%s is another program:\n%s\nwant\n%s", name, g, w)
		}
	}
}
