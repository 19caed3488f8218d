package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestErrors loads the study files of testdata/errors.txtar together with the programs
// at its beginning, and compares the diagnostics with the section of the same name that
// ends in .want.
func TestErrors(t *testing.T) {
	const path = "testdata/errors.txtar"
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range ar.Files {
		f := &ar.Files[i]
		switch filepath.Ext(f.Name) {
		case ".litmus":
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		case ".toml":
			var b strings.Builder
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
			if _, err := LoadStudy(filepath.Join(dir, f.Name)); err == nil {
				t.Errorf("%s: no error", f.Name)
			} else {
				diag.Render(&b, err)
			}
			got := strings.ReplaceAll(b.String(), dir+string(filepath.Separator), "")
			want := &ar.Files[i+1]
			if want.Name != strings.TrimSuffix(f.Name, ".toml")+".want" {
				t.Fatalf("%s is followed by %s", f.Name, want.Name)
			}
			want.Data = []byte(got)
		}
	}
	golden.Check(t, path, txtar.Format(ar))
}
