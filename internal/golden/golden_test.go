package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder takes down what a check reports.
type recorder struct {
	testing.TB
	failed string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	for _, a := range args {
		if b, ok := a.([]byte); ok {
			r.failed += string(b)
		}
	}
}

func TestCheck(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.golden")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := &recorder{TB: t}
	if Check(r, file, []byte("one\ntwo\n")); r.failed != "" {
		t.Errorf("the same is reported: %s", r.failed)
	}
	if Check(r, file, []byte("one\nthree\n")); !strings.Contains(r.failed, "\n-two\n+three\n") {
		t.Errorf("reported is %q", r.failed)
	}
	*update = true
	Check(t, file, []byte("four\n"))
	*update = false
	Check(t, file, []byte("four\n"))
}
