package models

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares got with a file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what comes out (-update writes it anew):\n%s", file, got)
	}
}

// What is refused, and how that is said.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.cat")
	if err != nil || len(files) == 0 {
		t.Fatal("no files")
	}
	var b strings.Builder
	for _, file := range files {
		if _, err := LoadFile(file, nil); err != nil {
			diag.Render(&b, err)
		} else {
			t.Errorf("%s is accepted", file)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/refused.golden", b.String())
}

func TestExplain(t *testing.T) {
	for _, name := range Names() {
		m, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/explain/"+name+".golden", m.Explain().String())
	}
	m, err := LoadFile("testdata/explain/small.cat", nil)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/explain/small.golden", m.Explain().String())
}

// Everything in a glossary of the embedded models has a sentence.
func TestEverythingIsExplained(t *testing.T) {
	for _, name := range Names() {
		m, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		g := m.Explain()
		for _, e := range append(append(g.Base, g.Prelude...), g.Own...) {
			if e.Doc == "" && (e.Used || e.Text == "") {
				t.Errorf("%s: nothing is said of %s %s", name, e.Name, e.Span)
			}
		}
	}
}
