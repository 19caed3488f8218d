package models

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

func TestEmbeddedModels(t *testing.T) {
	for _, i := range List() {
		m, err := Load(i.Name)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", i.Name, err)
		}
		if ok, why := m.Monotone(); !ok && m.Arch != "C" { // locks and critical sections are matched by what is between
			t.Errorf("%s is not monotone: %s", i.Name, why)
		}
		if i.Title == "" || m.Title != i.Title || m.Name != i.Name || len(m.Axioms) == 0 {
			t.Errorf("%s: no title or no axioms", i.Name)
		}
		if again, err := Load(i.Name + ".cat"); err != nil || again.String() != m.String() {
			t.Errorf("%s: loads differently by its file name", i.Name)
		}
	}
}

func TestAxiomsOfPower(t *testing.T) {
	m, err := Load("power")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range m.Axioms {
		names = append(names, a.Name)
	}
	want := "sc-per-location atomicity no-thin-air propagation reserved-propagation observation"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got %s", got)
	}
	for _, n := range []string{"ppo", "fence", "hb", "prop", "ii", "sync", "lwsync", "eieio", "fr", "rfe", "po-loc"} {
		id, ok := m.Named[n]
		if !ok || m.Node(id).Name != n {
			t.Errorf("%s is not called so", n)
		}
	}
}

// The models with doorbells have the axioms of power.cat, each once, and one more. power.cat
// alone defines nothing of what it leaves open for them.
func TestAxiomsOfDoorbells(t *testing.T) {
	axioms := func(m *rel.Model) string {
		var names []string
		for _, a := range m.Axioms {
			names = append(names, a.Name)
		}
		return strings.Join(names, " ")
	}
	pow, err := Load("power")
	if err != nil {
		t.Fatal(err)
	}
	if strong, sync := pow.Named["strong"], pow.Named["sync"]; strong != sync || pow.Node(pow.Named["mem"]).Op != rel.Cross {
		t.Errorf("power.cat adds something of its own:\n%s", pow)
	}
	for _, name := range []string{"power-doorbell", "power-doorbell-2.07"} {
		m, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := axioms(m), axioms(pow)+" doorbell-causality messages-in-order"; got != want {
			t.Errorf("%s: got %s", name, got)
		}
		for _, n := range []string{"ssnd", "taken", "ipi", "strong", "sync"} {
			if id, ok := m.Named[n]; !ok || m.Node(id).Name != n {
				t.Errorf("%s: %s is not called so", name, n)
			}
		}
	}
}

func TestDoorbells(t *testing.T) {
	for _, i := range List() {
		m, err := Load(i.Name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := m.Doorbells(), strings.Contains(i.Name, "-doorbell"); got != want {
			t.Errorf("%s: doorbells: %v", i.Name, got)
		}
	}
}

func TestForISA(t *testing.T) {
	for _, c := range []struct{ name, isa, want, says string }{
		{"power-doorbell", "2.07", "power-doorbell-2.07", ""},
		{"power-doorbell", "3.0", "power-doorbell", ""},
		{"power-doorbell.cat", "2.07", "power-doorbell-2.07", ""},
		{"power-doorbell-2.07", "2.07", "power-doorbell-2.07", ""},
		{"power-doorbell-2.07", "3.0", "", "is the model for version 2.07"},
		{"power-doorbell", "3.1", "", "no model for this version"},
		{"power-doorbell", "", "", "no model for this version"},
		{"power", "3.0", "", "does not depend on the version"},
		{"mine/power-doorbell.cat", "3.0", "", "does not depend on the version"},
	} {
		got, err := ForISA(c.name, c.isa)
		ds := diag.All(err)
		switch {
		case got != c.want || (err == nil) != (c.says == ""):
			t.Errorf("%s for %s: %q, %v", c.name, c.isa, got, err)
		case err != nil && (len(ds) != 1 || ds[0].Code != diag.BadOption || !strings.Contains(ds[0].Msg, c.says)):
			t.Errorf("%s for %s: %v", c.name, c.isa, err)
		}
		if c.want == "" {
			continue
		}
		if m, err := Load(got); err != nil || !strings.Contains(m.Title, c.isa) {
			t.Errorf("%s is no model for %s", got, c.isa)
		}
	}
}

// Every definition of the prelude and of the models has a comment.
func TestEveryLineIsCommented(t *testing.T) {
	for _, name := range append(Names(), "prelude") {
		text, ok := Source(name)
		if !ok {
			t.Fatal(name)
		}
		above := false // a comment ends on the line before
		for i, line := range strings.Split(text, "\n") {
			commented := strings.Contains(line, "*)")
			code := strings.HasPrefix(line, "let ") || strings.HasPrefix(line, "and ") || strings.HasPrefix(line, "acyclic ") ||
				strings.HasPrefix(line, "irreflexive ") || strings.HasPrefix(line, "empty ") || strings.HasPrefix(line, "procedure ")
			if code && !commented && !above && !strings.Contains(line, "(*") {
				t.Errorf("%s.cat:%d: no comment: %s", name, i+1, line)
			}
			above = commented || above && code // one comment may cover a run of lines
		}
	}
}

func TestUnknownModel(t *testing.T) {
	for _, name := range []string{"powr", "prelude", "", "../models/power", "nothing at all"} {
		_, err := Load(name)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.NoFile {
			t.Errorf("%q: got %v", name, err)
		}
	}
	_, err := Load("powr")
	if d := diag.All(err)[0]; !strings.Contains(d.Fix, "power") {
		t.Errorf("no suggestion: %q", d.Fix)
	}
}

// folder writes files and returns the folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLoadFile(t *testing.T) {
	dir := folder(t, map[string]string{
		"mine.cat":      `include "near.cat" include "far.cat" include "power.cat" acyclic mine | far as own`,
		"near.cat":      "let mine = po",
		"lib/far.cat":   "let far = rf",
		"lib/near.cat":  "let mine = nonsense",
		"other/far.cat": "let far = nonsense",
	})
	m, err := LoadFile(filepath.Join(dir, "mine.cat"), []string{filepath.Join(dir, "lib"), filepath.Join(dir, "other")})
	if err != nil {
		t.Fatal(err)
	}
	if m.Name != "mine" || m.Axioms[len(m.Axioms)-1].Name != "own" || len(m.Axioms) < 5 {
		t.Errorf("got\n%s", m)
	}
	var files []string
	for _, f := range m.Files {
		files = append(files, filepath.Base(f.Name))
	}
	if got := strings.Join(files, " "); got != "mine.cat near.cat far.cat power.cat prelude.cat" {
		t.Errorf("files: %s", got)
	}
}

func TestLoadFileErrors(t *testing.T) {
	dir := folder(t, map[string]string{
		"missing.cat": `include "nowhere.cat"`,
		"typo.cat":    `include "powr.cat"`,
		"self.cat":    `include "self.cat"`,
		"syntax.cat":  `let = po`,
		"inner.cat":   `include "syntax.cat"`,
		"big.cat":     strings.Repeat(" ", maxFile+1),
	})
	for _, c := range []struct {
		file string
		code diag.Code
	}{
		{"none.cat", diag.NoFile}, {".", diag.Unreadable}, {"missing.cat", diag.CatInclude}, {"typo.cat", diag.CatInclude},
		{"self.cat", diag.CatNesting}, {"syntax.cat", diag.CatSyntaxName}, {"inner.cat", diag.CatSyntaxName}, {"big.cat", diag.TooLarge},
	} {
		_, err := LoadFile(filepath.Join(dir, c.file), nil)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != c.code {
			t.Errorf("%s: got %v", c.file, err)
		}
	}
}

// Files written for herd7 begin by generating co, in one of these ways.
func TestHerdStyle(t *testing.T) {
	dir := folder(t, map[string]string{
		"m.cat": `PPC
include "cos.cat"
let coe = po           (* redefined, and again what it was behind the include *)
include "cos-opt.cat"
include "cross.cat"
let sync = try fencerel(SYNC) with 0
let dmb = try fencerel(DMB) with 0
let mfence = (try MFENCE with {})
acyclic po-loc | rf | fr | ca | coi | coe | sync | dmb | [mfence] as ok
show sync`,
		"rf.cat":      `let rf = rf & ext include "cos.cat" acyclic fr`,
		"renewed.cat": `let W = W & M include "cos.cat" let W = W | R include "cos.cat" acyclic fr`,
	})
	m, err := LoadFile(filepath.Join(dir, "m.cat"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, n := m.String(), m.Node(m.Named["coe"]); n.Op != rel.Diff {
		t.Errorf("coe is %s in\n%s", m.Text(m.Named["coe"]), text)
	}
	m, err = LoadFile(filepath.Join(dir, "rf.cat"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.String(), "rfe^-1") { // the new rf is that of the prelude's rfe
		t.Errorf("fr does not take up the new rf:\n%s", m)
	}
	if _, err = LoadFile(filepath.Join(dir, "renewed.cat"), nil); err == nil || diag.All(err)[0].Code != diag.CatNative {
		t.Errorf("got %v", err)
	}
}
