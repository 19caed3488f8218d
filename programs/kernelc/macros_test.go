package kernelc

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// expandsAll checks that every macro of a table expands with plausible arguments.
func expandsAll(t *testing.T, m *Macros) {
	t.Helper()
	for _, name := range m.Names() {
		mac, _ := m.Lookup(name)
		call := func(location bool) *Call {
			c := &Call{Fun: name}
			for i := range mac.Params {
				var a Expr = &Ident{Name: "x", Kind: Location}
				if m.takesThread(c, i) {
					a = &Ident{Name: "P0", Kind: Thread}
				} else if i == 0 && location {
					a = &Unary{Op: Deref, X: a}
				}
				c.Args = append(c.Args, a)
			}
			return c
		}
		n, err := m.Expand(call(false))
		if err != nil {
			n, err = m.Expand(call(true))
		}
		if err != nil || n == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEmbedded(t *testing.T) {
	if n := len(Embedded().Names()); n < 300 {
		t.Errorf("only %d macros", n)
	}
	expandsAll(t, Embedded())
}

// TestKernelTables checks that the tables of the kernel and of herd7 load as they are.
// FENCEWISE_LKMM names the folder in which they lie; they are not part of the project.
func TestKernelTables(t *testing.T) {
	dir := os.Getenv("FENCEWISE_LKMM")
	if dir == "" {
		t.Skip("FENCEWISE_LKMM does not name the folder of the kernel's model files")
	}
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".def") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m, err := ParseMacros(diag.NewSource(path, string(text)))
		if err != nil {
			t.Error(err)
			return nil
		}
		seen++
		expandsAll(t, m)
		for _, name := range m.Names() {
			if _, ok := Embedded().Lookup(name); !ok {
				t.Errorf("%s: our table lacks %s", path, name)
			}
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Errorf("%d tables in %s: %v", seen, dir, err)
	}
}
