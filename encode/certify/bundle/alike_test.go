package bundle

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/programs/diag"
)

// sized returns a claim about a program of package families.
func sized(t testing.TB, name string) *Claim {
	t.Helper()
	text, ok := families.Sized(name)
	if !ok {
		t.Fatalf("no program is called %s", name)
	}
	file := filepath.Join(t.TempDir(), name+".litmus")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := claim(t, file, "power", nil)
	c.Bound = 2
	return c
}

// TestOrderAlike makes bundles in which threads that are alike come in one order, and checks
// that they show the same as those with every order, trivial verdicts and executions included.
func TestOrderAlike(t *testing.T) {
	for name, alike := range map[string]bool{
		"tas-2x1-isync-lwsync": true, "tas-3x1-isync-lwsync": true, "tas-2x2-isync-lwsync": true, "ticket-2x1-isync-lwsync": true,
		"mcs-2x1-isync-lwsync": false, "rcu-r2-k1-sync": false, "rcu-r1-k1-sync": false,
	} {
		c := sized(t, name)
		every, err := Verify(t.Context(), made(t, c, prover.Gophersat), Options{Tool: tool})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c.OrderAlike = true
		one, err := Verify(t.Context(), made(t, c, prover.Gophersat), Options{Tool: tool})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a, b := every.Manifest, one.Manifest
		if a.OrderAlike || b.OrderAlike != alike || (b.Clauses > a.Clauses) != alike || a.Verdict != b.Verdict {
			t.Errorf("%s: %d clauses and %s with every order, %d and %s with one (%v)", name, a.Clauses, a.Verdict, b.Clauses, b.Verdict, b.OrderAlike)
		}
		same := func(f, g Fact) bool { return f.Question == g.Question && f.Solvable == g.Solvable }
		if !slices.EqualFunc(a.Facts, b.Facts, same) {
			t.Errorf("%s: the facts are %v with every order, %v with one", name, a.Facts, b.Facts)
		}
	}
}

// TestOrderAlikeClaimed checks that a bundle says whether threads come in one order.
func TestOrderAlikeClaimed(t *testing.T) {
	c := sized(t, "tas-2x1-isync-lwsync")
	every := contents(t, made(t, c, prover.Gophersat))
	c.Uncounted = true
	before := contents(t, made(t, c, prover.Gophersat))
	c.OrderAlike, c.Uncounted = true, false
	one := contents(t, made(t, c, prover.Gophersat))
	for _, e := range []struct {
		name  string
		files map[string][]byte
		edit  func(*Manifest)
		code  diag.Code
	}{
		{"as it is", one, func(*Manifest) {}, ""},
		{"not said", one, func(m *Manifest) { m.OrderAlike = false }, diag.BundleDerived},
		{"of an earlier schema", one, func(m *Manifest) { m.Schema = joinsSchema }, diag.BundleManifest},
		{"said of every order", every, func(m *Manifest) { m.OrderAlike = true }, diag.BundleDerived},
		{"every order in the schema before", before, func(m *Manifest) { m.Schema = joinsSchema }, ""},
	} {
		m, err := loosely(e.files[ManifestFile])
		if err != nil {
			t.Fatal(err)
		}
		e.edit(m)
		files := maps.Clone(e.files)
		if err := m.seal(); err != nil {
			t.Fatal(err)
		}
		if files[ManifestFile], err = m.bytes(); err != nil {
			t.Fatal(err)
		}
		if _, err := inMemory(t.Context(), "b", files); e.code == "" && err != nil || e.code != "" && codeOf(err) != e.code {
			t.Errorf("%s: %v", e.name, err)
		}
	}
}
