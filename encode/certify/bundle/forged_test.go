package bundle

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestForged: what someone would try who computes all hashes anew.
func TestForged(t *testing.T) {
	c := claim(t, programs+"host_ipi/kernel-loop.litmus", "power", fixed)
	whole := contents(t, made(t, c, prover.Gophersat))
	open := claim(t, programs+"host_ipi/kernel-loop.litmus", "power", map[string]string{"set.before": "none", "clear.after": "none"})
	m, derived, err := open.derive(nil)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(f func(m *Manifest)) func(map[string][]byte) {
		return func(files map[string][]byte) {
			m, err := loosely(files[manifestFile])
			if err != nil {
				t.Fatal(err)
			}
			f(m)
			if files[manifestFile], err = m.bytes(); err != nil {
				t.Fatal(err)
			}
		}
	}
	replace := func(file, old, with string) func(map[string][]byte) {
		return func(files map[string][]byte) {
			changed := bytes.Replace(files[file], []byte(old), []byte(with), 1)
			if bytes.Equal(changed, files[file]) {
				t.Fatalf("%s has no %q", file, old)
			}
			files[file] = changed
		}
	}
	for _, f := range []struct {
		name  string
		forge func(files map[string][]byte)
		code  diag.Code
		says  string
	}{
		{"another verdict", edit(func(m *Manifest) { m.Verdict = "Always" }), diag.BundleDerived, "manifest.json is not what program and model lead to; the first difference is in line 4"},
		{"another proposition", edit(func(m *Manifest) { m.Proposition = "false" }), diag.BundleDerived, "manifest.json"},
		{"another slot", edit(func(m *Manifest) { m.Slots["set.before"] = "none" }), diag.BundleDerived, "is not what program and model lead to"},
		{"a slot left out", edit(func(m *Manifest) { delete(m.Slots, "set.before") }), diag.BundleDerived, "is not what program and model lead to"},
		{"another bound", edit(func(m *Manifest) { m.Bound = 3 }), diag.BundleDerived, "is not what program and model lead to"},
		{"more events than memory has room for", edit(func(m *Manifest) { m.MaxEvents, m.Bound = 1<<40, 1<<30 }), diag.BundleDerived, "a bundle is about 16384 events at most"},
		{"interrupts where there are none", edit(func(m *Manifest) { m.Interrupts = 2 }), diag.BundleDerived, "manifest.json"},
		{"another version", edit(func(m *Manifest) { m.Tool = "fencewise 99" }), diag.BundleDerived, "question.smt2"},
		{"a variant of which the model knows nothing", edit(func(m *Manifest) { m.Model.Variants = []string{"x"} }), diag.BundleDerived, "manifest.json"},
		{"a question left out", func(files map[string][]byte) {
			edit(func(m *Manifest) { m.Questions = append(m.Questions[:1:1], m.Questions[2:]...) })(files)
			maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, "cut/") })
		}, diag.BundleFiles, "cut/clauses.tsv is missing"},
		{"no questions", edit(func(m *Manifest) { m.Questions = nil }), diag.BundleFiles, ""},
		{"a question that has a solution after all", edit(func(m *Manifest) { m.Questions[0].Solvable = true }), diag.BundleFiles, ""},
		{"a step that does not follow", replace("ends/solution.txt", "2", "-2"), diag.BundleProof, ""},
		{"a weaker fence in the program", replace(programFile, "sync", "eieio"), diag.BundleDerived, ""},
		{"another outcome", replace(programFile, "exists", "~exists"), diag.BundleDerived, "question.smt2"},
		{"an axiom more", replace("model/power.cat", "acyclic", "empty po as more acyclic"), diag.BundleDerived, "is not what program and model lead to"},
		{"a clause more", func(files map[string][]byte) {
			text := string(files["holds/question.cnf"])
			head, rest, _ := strings.Cut(text, "\n")
			files["holds/question.cnf"] = []byte(head + "\n" + rest + "-1 0\n")
		}, diag.BundleProof, "holds/question.cnf"},
		{"a clause more, and counted", func(files map[string][]byte) {
			head, rest, _ := strings.Cut(string(files["holds/question.cnf"]), "\n")
			count := 0
			vars := 0
			if _, err := fmt.Sscanf(head, "p cnf %d %d", &vars, &count); err != nil {
				t.Fatal(err)
			}
			files["holds/question.cnf"] = fmt.Appendf(nil, "p cnf %d %d\n%s-1 0\n", vars, count+1, rest)
			files["holds/proof.rup"] = []byte("0\n")
		}, diag.BundleDerived, "holds/question.cnf is not what program and model lead to; the first difference is in line 1"},
		{"a program for which it is not Never, with its formulas", func(files map[string][]byte) {
			maps.Copy(files, derived)
			had, err := loosely(files[manifestFile])
			if err != nil {
				t.Fatal(err)
			}
			for i := range m.Questions {
				m.Questions[i].Prover = had.Questions[i].Prover
			}
			if files[manifestFile], err = m.bytes(); err != nil {
				t.Fatal(err)
			}
		}, diag.BundleProof, "holds/proof.rup does not show what it is there for"},
	} {
		t.Run(f.name, func(t *testing.T) {
			files := maps.Clone(whole)
			f.forge(files)
			if !resealed(files) {
				t.Fatal("no hashes can be made for it")
			}
			dir := filepath.Join(t.TempDir(), "b")
			put(t, dir, files)
			_, err := Verify(t.Context(), dir, Options{Tool: tool})
			if codeOf(err) != f.code || !strings.Contains(err.Error(), f.says) {
				t.Errorf("got %v, want %s %s", err, f.code, f.says)
			}
		})
	}
}
