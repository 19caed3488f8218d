package models

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
)

// The messages for models that are refused.
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
	golden.Check(t, "testdata/refused.golden", []byte(b.String()))
}

func TestExplain(t *testing.T) {
	for _, name := range Names() {
		m, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/explain/"+name+".golden", []byte(m.Explain().String()))
	}
	m, err := LoadFile("testdata/explain/small.cat", nil)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/explain/small.golden", []byte(m.Explain().String()))
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
