package bundle

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// compiled is the claim that a program in kernel C is Never, as compiled for a target.
func compiled(t *testing.T, text, target string) *Claim {
	t.Helper()
	file := filepath.Join(t.TempDir(), "t.litmus")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := &Claim{Tool: tool, Test: fixture.Parse(t, diag.NewSource(file, text)), Model: fixture.Model(t, "power")}
	c.Test.Target = target
	c.Bound = 2
	return c
}

// TestTargets checks that a bundle names the target of its program, and that it is refused if
// the manifest names another one, or none.
func TestTargets(t *testing.T) {
	const sb = "C SB\n{}\nP0(int *x, int *y, int *l) { WRITE_ONCE(*x, 1); int r0 = xchg(l, 1); int r1 = READ_ONCE(*y); }\n" +
		"P1(int *x, int *y, int *m) { WRITE_ONCE(*y, 1); int r0 = xchg(m, 1); int r1 = READ_ONCE(*x); }\nexists (0:r1=0 /\\ 1:r1=0)\n"
	made := contents(t, made(t, compiled(t, sb, "power"), prover.Gophersat))
	for _, e := range []struct {
		name string
		edit func(*Manifest)
		code diag.Code
	}{
		{"as it is", func(*Manifest) {}, ""},
		{"another target", func(m *Manifest) { m.Target = "power-2011" }, diag.BundleDerived},
		{"another language", func(m *Manifest) { m.Target = "x86" }, diag.BundleDerived},
		{"no such target", func(m *Manifest) { m.Target = "pwoer" }, diag.BundleDerived},
		{"not compiled", func(m *Manifest) { m.Target = "" }, diag.BundleDerived},
		{"as it is written", func(m *Manifest) { m.Target = litmus.AsWritten }, diag.BundleManifest},
		{"of an earlier schema", func(m *Manifest) { m.Schema = alikeSchema }, diag.BundleManifest},
	} {
		m, err := loosely(made[ManifestFile])
		if err != nil {
			t.Fatal(err)
		}
		e.edit(m)
		files := maps.Clone(made)
		if err := m.seal(); err != nil {
			t.Fatal(err)
		}
		if files[ManifestFile], err = m.bytes(); err != nil {
			t.Fatal(err)
		}
		rep, err := inMemory(t.Context(), "b", files)
		if e.code == "" && err != nil || e.code != "" && codeOf(err) != e.code {
			t.Errorf("%s: %v", e.name, err)
		}
		if e.code == "" && rep.Manifest.Target != "power" {
			t.Errorf("the target is %q", rep.Manifest.Target)
		}
	}
}
