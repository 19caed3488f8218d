// Package golden compares what the code makes with files that hold what it should
// make, and writes these anew under -update. It is for tests only.
//
// A file can be all output, or input with its expectations in it: then the test
// writes the file's text with what was found in place of what was expected, and
// compares the whole.
//
// Entry point: [Check].
package golden

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

var update = flag.Bool("update", false, "write the expectations anew; read the diff before it is committed")

// Update reports whether -update was given. A test that has to know more than
// Check needs this; most do not.
func Update() bool { return *update }

// Check compares got with the file's contents. Under -update it writes the file
// instead.
func Check(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what comes out (-update writes it anew):\n%s", file, diff.Diff("want", want, "got", got))
	}
}
