package run

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/library"
)

// TestWriteBundle: a Never that a prover does not confirm is a disagreement, and
// what was written is kept.
func TestWriteBundle(t *testing.T) {
	ins, err := library.Open("host_ipi/mail")
	if err != nil {
		t.Fatal(err)
	}
	m, err := LoadModel("power", ModelOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ before, want string }{
		{"sync", ""},
		{"none", "the engines disagree: smt: Never, gophersat says"},
	} {
		q, err := NewQuestion(ins[0], m, map[string]string{"set.before": c.before, "clear.after": "sync"})
		if err != nil {
			t.Fatal(err)
		}
		o := decide.Options{Timeout: time.Minute}
		s, _, err := Ask(t.Context(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "b")
		_, err = WriteBundle(t.Context(), dir, q, o, s, nil, prover.Gophersat, "test")
		var alarm *Disagreement
		switch {
		case c.want == "" && err != nil:
			t.Error(err)
		case c.want != "" && (!errors.As(err, &alarm) || !strings.Contains(err.Error(), c.want) || !strings.Contains(alarm.Evidence, dir)):
			t.Errorf("set.before=%s: %v", c.before, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "holds", "question.cnf")); err != nil {
			t.Error(err)
		}
		if _, err := bundle.Verify(t.Context(), dir, bundle.Options{Tool: "test"}); (err == nil) != (c.want == "") {
			t.Errorf("set.before=%s: verify says %v", c.before, err)
		}
	}
}
