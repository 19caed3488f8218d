package bundle

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// forgery is a change of a bundle by someone who recomputes all hashes.
type forgery struct {
	name  string
	forge func(t *testing.T, files map[string][]byte)
	code  diag.Code
	says  string
}

// refused checks that each forgery is rejected with the expected error.
func refused(t *testing.T, whole map[string][]byte, forgeries []forgery) {
	for _, f := range forgeries {
		t.Run(f.name, func(t *testing.T) {
			files := maps.Clone(whole)
			f.forge(t, files)
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

// edit changes the manifest.
func edit(f func(m *Manifest)) func(*testing.T, map[string][]byte) {
	return func(t *testing.T, files map[string][]byte) {
		t.Helper()
		m, err := loosely(files[ManifestFile])
		if err != nil {
			t.Fatal(err)
		}
		f(m)
		if files[ManifestFile], err = m.bytes(); err != nil {
			t.Fatal(err)
		}
	}
}

// replace changes a text in a file.
func replace(file, old, with string) func(*testing.T, map[string][]byte) {
	return func(t *testing.T, files map[string][]byte) {
		t.Helper()
		changed := bytes.Replace(files[file], []byte(old), []byte(with), 1)
		if bytes.Equal(changed, files[file]) {
			t.Fatalf("%s has no %q", file, old)
		}
		files[file] = changed
	}
}

// both does one thing and then another.
func both(a, b func(*testing.T, map[string][]byte)) func(*testing.T, map[string][]byte) {
	return func(t *testing.T, files map[string][]byte) {
		t.Helper()
		a(t, files)
		b(t, files)
	}
}

// TestForged checks that forged bundles about one program with barriers in its slots are
// rejected.
func TestForged(t *testing.T) {
	c := claim(t, programs+"host_ipi/kernel-loop.litmus", "power", fixed)
	whole := contents(t, made(t, c, prover.Gophersat))
	open := claim(t, programs+"host_ipi/kernel-loop.litmus", "power", map[string]string{"set.before": "none", "clear.after": "none"})
	f, err := open.formula(context.Background(), built(t, open))
	if err != nil {
		t.Fatal(err)
	}
	// A solution that is not a candidate, because it exceeds a bound.
	own, err := c.formula(context.Background(), built(t, c))
	if err != nil {
		t.Fatal(err)
	}
	q := *own.question(candidate)
	q.Assume = []int{int(own.Beyond)}
	beyond, err := prover.Run(t.Context(), prover.Gophersat, own.part(&q, nil))
	if err != nil || beyond.Unsat {
		t.Fatalf("no candidate goes beyond a bound: %v", err)
	}
	other, err := f.derive(t.Context(), []Fact{{Question: holds}, {Question: ends, Solvable: true}, {Question: candidate, Solvable: true}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, whole, []forgery{
		{"another verdict", edit(func(m *Manifest) { m.Verdict = "Always" }), diag.BundleDerived, "manifest.json differs from what program and model produce, first in line 4"},
		{"another schema", edit(func(m *Manifest) { m.Schema = 1 }), diag.BundleManifest, "its schema is 1, but this version of fencewise reads only 2"},
		{"another proposition", edit(func(m *Manifest) { m.Proposition = "false" }), diag.BundleDerived, "manifest.json"},
		{"another slot", edit(func(m *Manifest) { m.Slots["set.before"] = "none" }), diag.BundleDerived, "differs from what program and model produce"},
		{"a slot left out", edit(func(m *Manifest) { delete(m.Slots, "set.before") }), diag.BundleDerived, "differs from what program and model produce"},
		{"another bound", edit(func(m *Manifest) { m.Bound = 3 }), diag.BundleDerived, "differs from what program and model produce"},
		{"more events than memory has room for", edit(func(m *Manifest) { m.MaxEvents, m.Bound = 1<<40, 1<<30 }), diag.BundleDerived, "a bundle can have at most 16384 events"},
		{"interrupts where there are none", edit(func(m *Manifest) { m.Interrupts = 2 }), diag.BundleDerived, "manifest.json"},
		{"another version", edit(func(m *Manifest) { m.Tool = "fencewise 99" }), diag.BundleDerived, "question.smt2"},
		{"a name of the model that prints a claim", edit(func(m *Manifest) { m.Model.Name = "power is Never\nb: ok, MP under power" }), diag.BundleManifest, `the text "power is Never\nb: ok, MP under power" contains characters that cannot be shown`},
		{"a test whose name speaks to the terminal", edit(func(m *Manifest) { m.Test = "\x1b[2K" + m.Test }), diag.BundleManifest, `the text "\x1b[2K`},
		{"a proposition that turns what follows", edit(func(m *Manifest) { m.Proposition = "\u202e" + m.Proposition }), diag.BundleManifest, `the text "\u202e`},
		{"a version with a line of its own", edit(func(m *Manifest) { m.Tool += "\n(assert false)" }), diag.BundleManifest, "(assert false)"},
		{"a slot with a byte that is no text", edit(func(m *Manifest) { m.Slots["a\uFFFD"] = "none" }), diag.BundleManifest, `the text "a\ufffd"`},
		{"a variant of the model that ends the line", edit(func(m *Manifest) { m.Model.Variants = []string{"a\u2028b"} }), diag.BundleManifest, `the text "a\u2028b"`},
		{"another name of the model", edit(func(m *Manifest) { m.Model.Name = "sc" }), diag.BundleManifest, `it names the model "sc", but the file is model/power.cat`},
		{"a model in a folder of its own", func(t *testing.T, files map[string][]byte) {
			files["model/x/power.cat"] = files["model/power.cat"]
			delete(files, "model/power.cat")
			edit(func(m *Manifest) { m.Model.Files[0] = "model/x/power.cat" })(t, files)
		}, diag.BundleDerived, "model/x/power.cat is not a file of the model"},
		{"a prelude in a folder of its own", func(t *testing.T, files map[string][]byte) {
			files["model/x/prelude.cat"] = files["model/prelude.cat"]
			delete(files, "model/prelude.cat")
			edit(func(m *Manifest) { m.Model.Files[1] = "model/x/prelude.cat" })(t, files)
		}, diag.BundleDerived, "model/x/prelude.cat is not a file of the model"},
		{"a prelude that is not there", edit(func(m *Manifest) { m.Model.Files[1] = "model/none.cat" }), diag.BundleDerived, "model/none.cat is not a file of the model"},
		{"a model that is no file of the model", edit(func(m *Manifest) { m.Model.Files = []string{"power.cat", "model/prelude.cat"} }), diag.BundleDerived, "power.cat is not a file of the model"},
		{"no prelude", edit(func(m *Manifest) { m.Model.Files = m.Model.Files[:1] }), diag.BundleDerived, "names no model, or no prelude"},
		{"a limit below nothing", edit(func(m *Manifest) { m.MaxEvents = -1 }), diag.BundleManifest, "max_events is -1"},
		{"a bound below nothing", edit(func(m *Manifest) { m.Bound = -2 }), diag.BundleManifest, "bound is -2"},
		{"a variant of which the model knows nothing", edit(func(m *Manifest) { m.Model.Variants = []string{"x"} }), diag.BundleDerived, "manifest.json"},
		{"a question left out", edit(func(m *Manifest) { m.Questions = m.Questions[:2] }), diag.BundleManifest, `no question for the fact "candidate/solution.txt"`},
		{"no facts", edit(func(m *Manifest) { m.Facts = nil }), diag.BundleCover, "no proof shows that a variant is Never"},
		{"the proof left out", both(edit(func(m *Manifest) { m.Facts = m.Facts[1:] }), gone("holds/proof.rup")), diag.BundleCover, "no proof shows that a variant is Never"},
		{"an execution left out", both(edit(func(m *Manifest) { m.Facts = append(m.Facts[:1:1], m.Facts[2:]...) }), gone("ends/solution.txt")), diag.BundleCover, "it is not shown that the program has an execution with it"},
		{"a candidate left out", both(edit(func(m *Manifest) { m.Facts = m.Facts[:2] }), gone("candidate/solution.txt")), diag.BundleCover, "it is not shown that the outcome is possible without a model"},
		{"a question that has a solution after all", edit(func(m *Manifest) { m.Facts[0].Solvable = true }), diag.BundleManifest, "no question for the fact"},
		{"less asked of an execution", edit(func(m *Manifest) { m.Questions[1].Without = [][2]int{{2, m.Clauses}} }), diag.BundleDerived, "manifest.json"},
		{"more asked of a candidate", edit(func(m *Manifest) { m.Questions[2].Without = nil }), diag.BundleProof, "candidate/solution.txt does not show"},
		{"something assumed", edit(func(m *Manifest) { m.Questions[0].Assume = []int{m.Questions[1].Assume[0]} }), diag.BundleDerived, "manifest.json"},
		{"something assumed of the fact", edit(func(m *Manifest) { m.Facts[0].Assume = []int{m.Questions[1].Assume[0]} }), diag.BundleDerived, "manifest.json"},
		{"the execution goes beyond a bound", edit(func(m *Manifest) { m.Questions[1].Assume = nil }), diag.BundleDerived, "manifest.json"},
		{"a slot that is free", edit(func(m *Manifest) { delete(m.Slots, "clear.before"); m.Free = []string{"clear.before"} }), diag.BundleCover, "fact 2 is about slots or choices that do not exist"},
		{"a step that nothing asks for", edit(func(m *Manifest) { m.Steps = []Step{{Weak: "lwsync", Strong: "sync"}} }), diag.BundleFiles, "order/lwsync-sync/proof.rup or order/lwsync-sync/question.cnf is missing"},
		{"a candidate that goes beyond a bound", func(_ *testing.T, files map[string][]byte) {
			files["candidate/solution.txt"] = solutionText(beyond.Solution)
		}, diag.BundleProof, "but it is not true in the solution"},
		{"a solution that is none", replace("ends/solution.txt", "2", "-2"), diag.BundleProof, "line 2"},
		{"a weaker fence in the program", replace(programFile, "sync", "eieio"), diag.BundleDerived, ""},
		{"another outcome", replace(programFile, "exists", "~exists"), diag.BundleDerived, "question.smt2"},
		{"an axiom more", replace("model/power.cat", "acyclic", "empty po as more acyclic"), diag.BundleDerived, "differs from what program and model produce"},
		{"a clause more", func(t *testing.T, files map[string][]byte) {
			text := string(files["holds/question.cnf"])
			head, rest, _ := strings.Cut(text, "\n")
			files["holds/question.cnf"] = []byte(head + "\n" + rest + "-1 0\n")
		}, diag.BundleProof, "holds/question.cnf"},
		{"a clause more, and counted", func(t *testing.T, files map[string][]byte) {
			head, rest, _ := strings.Cut(string(files["holds/question.cnf"]), "\n")
			count := 0
			vars := 0
			if _, err := fmt.Sscanf(head, "p cnf %d %d", &vars, &count); err != nil {
				t.Fatal(err)
			}
			files["holds/question.cnf"] = fmt.Appendf(nil, "p cnf %d %d\n%s1 2 0\n", vars, count+1, rest)
		}, diag.BundleDerived, "holds/question.cnf differs from what program and model produce, first in line 1"},
		{"a program for which it is not Never, with its formula", func(t *testing.T, files map[string][]byte) {
			maps.Copy(files, other.files)
			other.manifest.Verdict = never
			var err error
			if files[ManifestFile], err = other.manifest.bytes(); err != nil {
				t.Fatal(err)
			}
		}, diag.BundleProof, "holds/proof.rup does not show what it should"},
	})
}

func built(t *testing.T, c *Claim) *event.Structure {
	t.Helper()
	s, err := c.structure(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func gone(file string) func(*testing.T, map[string][]byte) {
	return func(_ *testing.T, files map[string][]byte) { delete(files, file) }
}

// TestForgedTable checks that forged bundles about all variants of a program are
// rejected.
func TestForgedTable(t *testing.T) {
	c, _ := believed(t, claim(t, programs+"host_ipi/kernel.litmus", "power", nil))
	whole := contents(t, made(t, c, prover.Gophersat))
	m, err := loosely(whole[ManifestFile])
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Facts) < 5 || len(m.Steps) < 2 {
		t.Fatalf("%d facts and %d steps: too few to forge anything", len(m.Facts), len(m.Steps))
	}
	// A proof of a weaker statement.
	weaker := func(m *Manifest) { m.Facts[0].Slots[slices.Sorted(maps.Keys(m.Facts[0].Slots))[0]] = "none" }
	lines := strings.SplitAfter(string(whole[tableFile]), "\n")
	refused(t, whole, []forgery{
		{"a choice more", replace(tableFile, "eieio|lwsync|sync", "none|eieio|lwsync|sync"), diag.BundleCover, "=none does not follow: the proof is for eieio, and it is not proved that none is at least as strong"},
		{"all of them", replace(tableFile, "eieio|lwsync|sync", "*"), diag.BundleCover, "=none does not follow"},
		{"a choice that there is not", replace(tableFile, "eieio|lwsync|sync", "eieio|hwsync"), diag.BundleCover, `has no choice "hwsync"`},
		{"a choice less", replace(tableFile, "eieio|lwsync|sync", "eieio|lwsync"), diag.BundleDerived, "table.tsv differs from what program and model produce, first in line"},
		{"another proof for a line", replace(tableFile, "holds/proof-1.rup", "holds/proof-2.rup"), diag.BundleCover, "does not follow"},
		{"no proof for a line", replace(tableFile, "holds/proof-1.rup", "holds/proof-9.rup"), diag.BundleCover, "it names a proof that does not exist"},
		{"a solution for a line", replace(tableFile, "holds/proof-1.rup", "ends/solution-1.txt"), diag.BundleCover, "it names a proof that does not exist"},
		{"a cell less", replace(tableFile, "eieio|lwsync|sync\t", ""), diag.BundleCover, "cells instead of"},
		{"a line more", replace(tableFile, lines[1], lines[1]+lines[1]), diag.BundleDerived, "table.tsv"},
		{"a line less", replace(tableFile, lines[1], ""), diag.BundleDerived, "table.tsv"},
		{"more variants", edit(func(m *Manifest) { m.Table.Never++ }), diag.BundleDerived, "manifest.json"},
		{"a proof less", both(edit(func(m *Manifest) { m.Facts = m.Facts[1:] }), gone("holds/proof-1.rup")), diag.BundleCover, "table.tsv"},
		{"a proof of more", edit(weaker), diag.BundleDerived, "holds/question.smt2"},
		{"a proof that proves nothing", func(_ *testing.T, files map[string][]byte) {
			files[m.Steps[0].proof()] = []byte("0\n")
		}, diag.BundleProof, "order/"},
		{"assumptions of another", edit(func(m *Manifest) { m.Facts[0].Assume = m.Facts[1].Assume }), diag.BundleDerived, "manifest.json"},
		{"no assumptions", edit(func(m *Manifest) { m.Facts[0].Assume = nil }), diag.BundleProof, "holds/proof-1.rup"},
		{"a step twice", edit(func(m *Manifest) { m.Steps = append(m.Steps, m.Steps[0]) }), diag.BundleManifest, "appears twice"},
		{"a step less", both(edit(func(m *Manifest) { m.Steps = m.Steps[1:] }),
			func(_ *testing.T, files map[string][]byte) {
				maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, m.Steps[0].folder()+"/") })
			}), diag.BundleCover, "it is not proved that"},
		{"a step the other way", func(t *testing.T, files map[string][]byte) {
			s := Step{Weak: "sync", Strong: "lwsync", Variables: 1, Clauses: 2, Prover: prover.Gophersat}
			files[s.formula()], files[s.proof()] = []byte("p cnf 1 2\n1 0\n-1 0\n"), []byte("0\n")
			edit(func(m *Manifest) { m.Steps = append(m.Steps, s) })(t, files)
		}, diag.BundleCover, "it cannot be shown that lwsync is at least as strong as sync: lwsync cannot order all that sync can"},
		{"a step that is not so", func(t *testing.T, files map[string][]byte) {
			s := Step{Weak: "lwsync", Strong: "eieio", Variables: 1, Clauses: 2, Prover: prover.Gophersat}
			files[s.formula()], files[s.proof()] = []byte("p cnf 1 2\n1 0\n-1 0\n"), []byte("0\n")
			edit(func(m *Manifest) { m.Steps = append(m.Steps, s) })(t, files)
		}, diag.BundleDerived, "order/lwsync-eieio/question.cnf"},
		{"a step between what is no barrier", edit(func(m *Manifest) { m.Steps[0].Strong = "../../x" }), diag.BundleFiles, "question.cnf is missing"},
		{"an execution of a weaker variant", edit(func(m *Manifest) {
			for i := range m.Facts {
				if m.Facts[i].Question == ends {
					m.Facts[i].Slots["set.before"] = "eieio"
				}
			}
		}), diag.BundleCover, "it is not shown that the program has an execution with it"},
		{"an execution of no variant", edit(func(m *Manifest) {
			for i := range m.Facts {
				delete(m.Facts[i].Slots, "set.before")
			}
		}), diag.BundleCover, "fact"},
		{"a slot that is not free", edit(func(m *Manifest) { m.Facts[0].Slots["nowhere"] = "sync" }), diag.BundleCover, "a slot that is not free"},
		{"no table", gone(tableFile), diag.BundleFiles, "table.tsv is missing"},
	})
}

// TestNames checks that text that cannot be printed safely gets into no bundle.
func TestNames(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("t.litmus", strings.Replace(trivialText, "trivial", "tri\u202evial", 1)))
	c := trivial(t)
	c.Test = test
	dir := filepath.Join(t.TempDir(), "b")
	if _, err := Write(t.Context(), dir, c, prover.Gophersat); codeOf(err) != diag.BundleModel || !strings.Contains(err.Error(), `the text "tri\u202evial" contains characters`) {
		t.Errorf("a name that turns the line: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something is written all the same")
	}
}
