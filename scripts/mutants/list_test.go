package main

import (
	"go/format"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

const root = "../../"

// TestMutantsApply checks that every mutant still changes exactly one place of the code,
// and that the result can be parsed. If you change these lines, adapt the mutant, or
// write another one for them.
func TestMutantsApply(t *testing.T) {
	all, err := mutants()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range all {
		m := &all[i]
		if seen[m.name] {
			t.Errorf("two mutants are named %s", m.name)
		}
		seen[m.name] = true
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.file)))
		if err != nil {
			t.Error(err)
			continue
		}
		changed, err := m.apply(string(text))
		if err != nil {
			t.Error(err)
		} else if err := parses(m.file, changed); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
	}
	if len(all) < 50 {
		t.Errorf("only %d mutants", len(all))
	}
}

// parses returns what keeps a changed file from being parsed: Go, or a model.
func parses(name, text string) error {
	if path.Ext(name) == ".cat" {
		_, err := cat.Parse(diag.NewSource(name, text))
		return err
	}
	_, err := format.Source([]byte(text))
	return err
}

// TestApply checks that old lines that occur nowhere, or twice, are errors.
func TestApply(t *testing.T) {
	for _, c := range []struct{ entry, text, want string }{
		{"m f\nSlip.\n-b\n+c", "a\n\tb\nd", "a\nc\nd"},
		{"m f\nSlip.\n a\n-b", "a\nb\na\nc", "a\na\nc"},
		{"m f\nSlip.\n-b\n+c", "a\nd", "occur 0 times"},
		{"m f\nSlip.\n-b\n+c", "b\nb", "occur 2 times"},
		{"m f\nSlip.\n-b\n+b", "b", "or no change"},
		{"m f\n-b\n+c", "b", "no slip"},
		{"m\nSlip.\n-b\n+c", "b", "not a name"},
		{"m f\nSlip.\n-b\n+c\nand more", "b", "after the change"},
	} {
		m, err := parse(c.entry)
		got := ""
		if err == nil {
			got, err = m.apply(c.text)
		}
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%q on %q: %q, want %q", c.entry, c.text, got, c.want)
		}
	}
}
