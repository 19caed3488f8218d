package bundle

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

const tool = "fencewise test"

// claim returns a claim about a program of the library.
func claim(t testing.TB, file, model string, slots map[string]string) *Claim {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	test := fixture.Parse(t, diag.NewSource(file, string(text)))
	m := fixture.Model(t, model)
	return &Claim{Tool: tool, Test: test, Model: m, Slots: slots, Limits: unroll.Limits{MaxEvents: 4096}}
}

const programs = "../../../programs/library/"

// fixed holds the choices of the lost IPI with the barriers of its fix.
var fixed = map[string]string{"set.before": "sync", "clear.after": "sync"}

func made(t testing.TB, c *Claim, by prover.Name) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bundle")
	if _, err := Write(t.Context(), dir, c, by); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestQuestions checks that the questions of a verdict depend on the program.
func TestQuestions(t *testing.T) {
	handler := maps.Clone(fixed)
	maps.Copy(handler, map[string]string{"msgsnd.before": "sync", "irq.after": "msgsync+lwsync"})
	for _, c := range []struct {
		file, model string
		slots       map[string]string
		want        string
	}{
		{"host_ipi/mail", "power", fixed, "holds: no, ends: yes, candidate: yes"},
		{"host_ipi/kernel", "power", fixed, "holds: no, ends: yes, candidate: yes"},
		{"host_ipi/kernel-loop", "power", fixed, "holds: no, ends: yes, candidate: yes"},
		{"host_ipi_handler/mail", "power-doorbell", handler, "holds: no, ends: yes, candidate: yes"},
	} {
		dir := made(t, claim(t, programs+c.file+".litmus", c.model, c.slots), prover.Gophersat)
		r, err := Verify(t.Context(), dir, Options{Tool: tool})
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		var got []string
		for _, f := range r.Manifest.Facts {
			got = append(got, f.Question+map[bool]string{true: ": yes", false: ": no"}[f.Solvable])
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", c.file, s, c.want)
		}
	}
}

// TestSame checks that a bundle is a function of the claim.
func TestSame(t *testing.T) {
	a, b := made(t, claim(t, programs+"host_ipi/kernel.litmus", "power", fixed), prover.Gophersat),
		made(t, claim(t, programs+"host_ipi/kernel.litmus", "power", fixed), prover.Gophersat)
	x, y := contents(t, a), contents(t, b)
	if !maps.EqualFunc(x, y, slices.Equal) {
		t.Error("two bundles of one claim differ")
	}
}

func contents(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestNamelessTest checks that a test that is named after its file keeps this name,
// although the text of the program does not contain it.
func TestNamelessTest(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("dir/some.test.litmus", strings.Replace(trivialText, "PPC trivial", "PPC --", 1)))
	c := trivial(t)
	c.Test = test
	r, err := Verify(t.Context(), made(t, c, prover.Gophersat), Options{Tool: tool})
	if err != nil || r.Manifest.Test != "some.test" {
		t.Errorf("%v: %s", err, r.Manifest.Test)
	}
}

// TestAlarm checks that a wrong claim produces no bundle that passes the check, and that
// the evidence is kept.
func TestAlarm(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bundle")
	c := claim(t, programs+"host_ipi/mail.litmus", "power", map[string]string{"set.before": "none", "clear.after": "none"})
	_, err := Write(context.Background(), dir, c, prover.Gophersat)
	if a, ok := err.(*Unconfirmed); !ok || !strings.Contains(a.What, `found a solution for the question "holds"`) || a.Folder != dir {
		t.Fatalf("%v", err)
	}
	if _, err := Verify(t.Context(), dir, Options{Tool: tool}); codeOf(err) != diag.BundleProof {
		t.Errorf("the evidence is not refused, or not as a proof: %v", err)
	}
}

func codeOf(err error) diag.Code {
	if ds := diag.All(err); len(ds) > 0 {
		return ds[0].Code
	}
	return diag.Code(fmt.Sprint(err))
}

// TestFolders checks the errors for folders that are not bundles, and for folders where
// none can be written.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Join(dir, "nothing")} {
		if _, err := Verify(t.Context(), d, Options{Tool: tool}); codeOf(err) != diag.BundleFolder {
			t.Errorf("%s: %v", d, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), dir, claim(t, programs+"host_ipi/mail.litmus", "power", fixed), prover.Auto); codeOf(err) != diag.Unwritable {
		t.Errorf("a folder that is not empty is written to: %v", err)
	}
	b := made(t, claim(t, programs+"host_ipi/mail.litmus", "power", fixed), prover.Auto)
	proof := filepath.Join(b, "holds", "proof.rup")
	if err := os.Rename(proof, filepath.Join(dir, "proof")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "proof"), proof); err != nil {
		t.Skip("no links here: ", err)
	}
	if _, err := Verify(t.Context(), b, Options{Tool: tool}); codeOf(err) != diag.BundleFiles {
		t.Errorf("a link out of the bundle is followed: %v", err)
	}
}

// TestModelOfTwoFolders checks that a model with an include from another folder is put
// into one folder, and that two files with the same name are rejected.
func TestModelOfTwoFolders(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("mine.cat", "MINE\ninclude \"lib/order.cat\"\nlet all = if \"weak\" then 0 else order\nacyclic all as all\n")
	write("lib/order.cat", "let order = po | rf | fr | co\n")
	write("twice.cat", "TWICE\ninclude \"lib/twice.cat\"\nacyclic order as all\n")
	write("lib/twice.cat", "let order = po | rf | fr | co\n")
	c := claim(t, programs+"host_ipi/mail.litmus", "power", nil)
	weak, err := models.LoadFileWith(filepath.Join(dir, "mine.cat"), nil, map[string]bool{"weak": true, "other": true})
	if err != nil {
		t.Fatal(err)
	}
	open := claim(t, programs+"host_ipi/before-755563bc79c7.litmus", "power", nil)
	open.Model, open.Variants = weak, []string{"weak", "other"}
	if _, err := Write(t.Context(), filepath.Join(t.TempDir(), "b"), open, prover.Auto); err == nil || !strings.Contains(err.Error(), "found a solution") {
		t.Errorf("the variant is off: %v", err)
	}
	for name, want := range map[string]diag.Code{"mine.cat": "<nil>", "twice.cat": diag.BundleModel} {
		m, err := models.LoadFile(filepath.Join(dir, name), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.Model = m
		if _, err := Write(t.Context(), filepath.Join(t.TempDir(), "b"), c, prover.Auto); codeOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestVerdicts checks that the manifest says if a Never means less than it seems to, and
// that this is proved.
func TestVerdicts(t *testing.T) {
	const nothing = "NOTHING\nempty po as none\n"
	path := filepath.Join(t.TempDir(), "nothing.cat")
	if err := os.WriteFile(path, []byte(nothing), 0o666); err != nil {
		t.Fatal(err)
	}
	forbids, err := models.LoadFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	power := claim(t, programs+"host_ipi/mail.litmus", "power", nil).Model
	for _, c := range []struct {
		name, end, want string
		m               *rel.Model
	}{
		{"an outcome that the model forbids", "exists (1:r1=1 /\\ 1:r3=0)", "Never: holds no, ends yes, candidate yes", power},
		{"a value that nobody writes", "exists (1:r1=7)", "Never (trivial): holds no, ends yes, candidate no", power},
		{"an outcome that the filter excludes", "filter (1:r1=0)\nexists (1:r1=1 /\\ 1:r3=0)", "Never (trivial): holds no, ends yes, candidate no", power},
		{"a filter that nothing passes", "filter (1:r1=7)\nexists (1:r1=1)", "Never (trivial): holds no, ends no, candidate no", power},
		{"a model that forbids everything", "exists (1:r1=1 /\\ 1:r3=0)", "Never (no execution): holds no, ends no, candidate yes", forbids},
		{"that, and a value that nobody writes", "exists (1:r1=7)", "Never (trivial): holds no, ends no, candidate no", forbids},
	} {
		test, err := litmus.Parse(diag.NewSource("mp.litmus", `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r2) ;
 stw r1,0(r2) | sync         ;
 sync         | lwz r3,0(r4) ;
 stw r1,0(r4) |              ;
`+c.end+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "b")
		r, err := Write(t.Context(), dir, &Claim{Tool: tool, Test: test, Model: c.m}, prover.Gophersat)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := r.Manifest.Verdict + ":"
		for i, f := range r.Manifest.Facts {
			got += map[bool]string{true: ",", false: ""}[i > 0] + " " + f.Question + map[bool]string{true: " yes", false: " no"}[f.Solvable]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	// A loop that never ends proves nothing.
	c := claim(t, programs+"host_ipi/kernel.litmus", "power", fixed)
	c.Model = forbids
	if _, err := Write(t.Context(), filepath.Join(t.TempDir(), "b"), c, prover.Gophersat); codeOf(err) != diag.BundleCover || !strings.Contains(err.Error(), "no execution runs to its end") {
		t.Errorf("a program without an execution, with rounds left out: %v", err)
	}
}
