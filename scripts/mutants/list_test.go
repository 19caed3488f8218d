package main

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../"

// TestMutantsApply: every mutant still changes one place of the code it was
// made for, and what comes out can be parsed. Whoever changes these lines moves
// the mutant with them, or finds another slip for them.
func TestMutantsApply(t *testing.T) {
	all, err := mutants()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range all {
		m := &all[i]
		if seen[m.name] {
			t.Errorf("%s is there twice", m.name)
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
		} else if _, err := format.Source([]byte(changed)); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
	}
	if len(all) < 50 {
		t.Errorf("only %d mutants", len(all))
	}
}

// TestApply: old lines that stand nowhere, or twice, are refused.
func TestApply(t *testing.T) {
	for _, c := range []struct{ entry, text, want string }{
		{"m f\nSlip.\n-b\n+c", "a\n\tb\nd", "a\nc\nd"},
		{"m f\nSlip.\n a\n-b", "a\nb\na\nc", "a\na\nc"},
		{"m f\nSlip.\n-b\n+c", "a\nd", "stand 0 times"},
		{"m f\nSlip.\n-b\n+c", "b\nb", "stand 2 times"},
		{"m f\nSlip.\n-b\n+b", "b", "no change"},
		{"m f\n-b\n+c", "b", "no slip"},
		{"m\nSlip.\n-b\n+c", "b", "no name"},
		{"m f\nSlip.\n-b\n+c\nand more", "b", "behind the change"},
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
