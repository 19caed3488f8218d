package library

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
)

const inheriting = `title = "T"
program = ["mp.litmus", "other.litmus"]
models = ["power", "sc"]

[defaults]
source = "a mail"
slots = { w = "none", r = "none", x = "none" }

[[variant]]
name = "nothing"
claim = "Sometimes"

[[variant]]
name = "writer"
slots = { w = "lwsync" }

[[variant]]
name = "both"
base = "writer"
source = "a commit"
program = ["mp.litmus"]
slots = { r = "sync" }
claim = { "mp.litmus" = "Never" }

[[variant]]
name = "the other way"
base = "both"
slots = { r = "lwsync", w = "eieio" }
`

// program returns a litmus test with slots of the given names.
func program(slots ...string) string {
	text := "PPC t\n{ 0:r2=a; }\n P0 ;\n"
	for _, s := range slots {
		text += " (*@ " + s + ": none, eieio, lwsync, sync *) ;\n"
	}
	return text + " lwz r1,0(r2) ;\nexists (0:r1=1)\n"
}

// TestInherit: a variant has the choices of its base, below its own, and above those of the
// study; and the programs of its base. A claim that is a word is about all programs.
func TestInherit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"study.toml": inheriting, "mp.litmus": program("w", "r"), "other.litmus": program("x", "w")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	st, err := LoadStudy(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		source   string
		programs int
		slots    map[string]string
	}{
		{"a mail", 2, map[string]string{"w": "none", "r": "none", "x": "none"}},
		{"a mail", 2, map[string]string{"w": "lwsync", "r": "none", "x": "none"}},
		{"a commit", 1, map[string]string{"w": "lwsync", "r": "sync"}},
		{"a mail", 1, map[string]string{"w": "eieio", "r": "lwsync"}},
	} {
		if v := st.Variants[i]; v.Source != want.source || len(v.Programs) != want.programs || !maps.Equal(v.Slots, want.slots) {
			t.Errorf("%s: %q, %d programs, %v; want %+v", v.Name, v.Source, len(v.Programs), v.Slots, want)
		}
	}
	for _, p := range st.Programs {
		for _, m := range []string{"power", "sc"} {
			if c := st.Variants[0].Claim(p, m); c == nil || *c != verdict.Sometimes {
				t.Errorf("%s under %s: the claim is %v", p.File, m, c)
			}
		}
	}
	if c := st.Variants[1].Claim(st.Programs[0], "power"); c != nil {
		t.Errorf("a claim that nobody made: %s", *c)
	}
}

// TestName: a study is never called ".".
func TestName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"study.toml": inheriting, "mp.litmus": program("w", "r"), "other.litmus": program("x", "w")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range [][2]string{{dir, "."}, {dir, "./"}, {filepath.Join(dir, "sub"), ".."}, {filepath.Dir(dir), "mine"}} {
		t.Chdir(at[0])
		if st, err := LoadStudy(at[1]); err != nil || st.Name != "mine" {
			t.Errorf("%s: %v, %v", at[1], st, err)
		}
	}
}
