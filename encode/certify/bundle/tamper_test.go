package bundle

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// put writes a complete bundle.
func put(t testing.TB, dir string, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// mutate changes one file, either as text or, if it consists of clauses or steps, one of
// these. It returns the file and what it did.
func mutate(r *rand.Rand, files map[string][]byte) (file, what string) {
	names := slices.Sorted(maps.Keys(files))
	file = names[r.IntN(len(names))]
	if r.IntN(2) == 0 { // those that the proof is about
		var some []string
		for _, n := range names {
			if ext := filepath.Ext(n); ext == ".cnf" || ext == ".rup" || ext == ".txt" || n == ManifestFile || n == tableFile {
				some = append(some, n)
			}
		}
		file = some[r.IntN(len(some))]
	}
	old := files[file]
	text := bytes.Clone(old)
	lines := bytes.SplitAfter(text, []byte("\n"))
	i := r.IntN(len(lines))
	switch r.IntN(8) {
	case 0:
		what, lines = "line removed", slices.Delete(lines, i, i+1)
	case 1:
		k := r.IntN(len(lines))
		what, lines[i], lines[k] = "lines exchanged", lines[k], lines[i]
	case 2:
		what, lines = "line doubled", slices.Insert(lines, i, lines[i])
	case 3:
		what, lines = "cut short", [][]byte{text[:r.IntN(len(text))]}
	case 4:
		what = "file removed"
		delete(files, file)
		return file, what
	case 5: // a literal or a number: its sign
		what = "sign"
		if at := bytes.IndexAny(lines[i], "123456789"); at > 0 && lines[i][at-1] == '-' {
			lines[i] = slices.Concat(lines[i][:at-1], lines[i][at:])
		} else if at >= 0 {
			lines[i] = slices.Concat(lines[i][:at], []byte("-"), lines[i][at:])
		}
	case 6: // a digit
		what = "digit"
		if at := bytes.IndexAny(lines[i], "0123456789"); at >= 0 {
			lines[i] = bytes.Clone(lines[i])
			lines[i][at] = byte('0' + r.IntN(10))
		}
	default:
		what = "byte"
		one := bytes.Clone(text)
		one[r.IntN(len(one))] = byte(32 + r.IntN(95))
		lines = [][]byte{one}
	}
	files[file] = bytes.Join(lines, nil)
	if bytes.Equal(files[file], old) {
		return "", ""
	}
	return file, what
}

// restate changes the facts and steps of the manifest, and removes the files of those that
// it leaves out.
func restate(r *rand.Rand, files map[string][]byte) (file, what string) {
	m, err := loosely(files[ManifestFile])
	if err != nil || len(m.Facts) == 0 {
		return "", ""
	}
	f := &m.Facts[r.IntN(len(m.Facts))]
	slots := slices.Sorted(maps.Keys(f.Slots))
	switch r.IntN(8) {
	case 0:
		what = "fact left out"
		delete(files, f.File)
		m.Facts = slices.DeleteFunc(m.Facts, func(x Fact) bool { return x.File == f.File })
	case 1:
		what = "question of a fact"
		f.Question = []string{holds, ends, candidate}[r.IntN(3)]
	case 2:
		if what = "choice of a fact"; len(slots) > 0 {
			f.Slots[slots[r.IntN(len(slots))]] = []string{"none", "sync", "lwsync", "eieio"}[r.IntN(4)]
		}
	case 3:
		if what = "slot of a fact left out"; len(slots) > 0 {
			delete(f.Slots, slots[r.IntN(len(slots))])
		}
	case 4:
		if what = "assumption of a fact left out"; len(f.Assume) > 0 {
			f.Assume = f.Assume[1:]
		}
	case 5:
		what = "facts exchanged"
		g := &m.Facts[r.IntN(len(m.Facts))]
		*f, *g = *g, *f
	case 6:
		if what = "step left out"; len(m.Steps) > 0 {
			k := r.IntN(len(m.Steps))
			delete(files, m.Steps[k].formula())
			delete(files, m.Steps[k].variables())
			delete(files, m.Steps[k].proof())
			m.Steps = slices.Delete(m.Steps, k, k+1)
		}
	case 7:
		q := &m.Questions[r.IntN(len(m.Questions))]
		what = "clauses left out of a question"
		q.Without = append(q.Without, [2]int{1, 1 + r.IntN(m.Clauses)})
	}
	text, err := m.bytes()
	if err != nil || bytes.Equal(text, files[ManifestFile]) {
		return "", ""
	}
	files[ManifestFile] = text
	return ManifestFile, what
}

// resealed adapts the hashes of a bundle to its files, as someone would do who knows the
// format. It returns false if the bundle has no manifest.
func resealed(files map[string][]byte) bool {
	text, ok := files[ManifestFile]
	if !ok {
		return false
	}
	m, err := loosely(text)
	if err != nil {
		return false
	}
	m.Files = map[string]string{}
	sizes := map[string]int64{}
	for name, b := range files {
		if name != ManifestFile {
			m.Files[name], sizes[name] = hash(b), int64(len(b))
		}
	}
	if m.Schema >= sizesSchema {
		m.Sizes = sizes
	}
	if m.seal() != nil {
		return false
	}
	files[ManifestFile], err = m.bytes()
	return err == nil
}

// inMemory verifies a bundle that was not written.
func inMemory(ctx context.Context, dir string, files map[string][]byte) (Report, error) {
	text, there := files[ManifestFile]
	if !there {
		return Report{}, diag.New(diag.Span{}, diag.BundleFolder, "no manifest")
	}
	delete(files, ManifestFile)
	sizes := map[string]int64{}
	for name, b := range files {
		sizes[name] = int64(len(b))
	}
	m, err := parseManifest(dir, text)
	if err == nil {
		err = m.compareSizes(dir, sizes)
	}
	if err == nil {
		err = m.compareHashes(dir, files)
	}
	if err != nil {
		return Report{}, err
	}
	return verify(ctx, dir, m, files, Options{Tool: tool}, time.Now())
}

// TestTamper checks that thousands of bundles with one change each are rejected. If the
// hashes are adapted, a bundle may pass only if it shows the same claim by another
// proof, or says the same in other words.
func TestTamper(t *testing.T) {
	percent := 100
	if testing.Short() {
		percent = 10
	}
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		percent = 2000
	}
	dir := filepath.Join(t.TempDir(), "b")
	r := rand.New(rand.NewPCG(5, 9))
	check := func(n int, files map[string][]byte) (Report, error) {
		if n%10 != 0 { // most of the time would be spent on writing files
			return inMemory(t.Context(), dir, maps.Clone(files))
		}
		put(t, dir, files)
		return Verify(t.Context(), dir, Options{Tool: tool})
	}
	codes, passed := map[diag.Code]int{}, map[string]int{}
	tried := 0
	lattice, _ := believed(t, claim(t, programs+"host_ipi/kernel.litmus", "power", nil))
	small, _ := believed(t, claim(t, programs+"xive_cppr/lost.litmus", "power", nil))
	for _, of := range []struct {
		*Claim
		count int
	}{
		{claim(t, programs+"host_ipi/kernel-loop.litmus", "power", fixed), 150},
		{claim(t, programs+"host_ipi/mail.litmus", "sc", nil), 600},
		{steps(t), 150},
		{trivial(t), 150},
		{lattice, 150},
		{small, 300},
	} {
		c := of.Claim
		whole := contents(t, made(t, c, prover.Gophersat))
		for n := range of.count * percent / 100 {
			files := maps.Clone(whole)
			file, what := "", ""
			if n%4 == 0 {
				file, what = restate(r, files)
			} else {
				file, what = mutate(r, files)
			}
			if file == "" {
				continue
			}
			tried++
			if n%3 == 0 { // as it is
				_, err := check(n, files)
				if err == nil {
					t.Fatalf("%s, %s: passes", file, what)
				}
				if len(diag.All(err)) == 0 {
					t.Fatalf("%s, %s: no diagnostic: %v", file, what, err)
				}
				continue
			}
			if !resealed(files) {
				continue
			}
			if maps.EqualFunc(files, whole, bytes.Equal) {
				continue
			}
			rep, err := check(n, files)
			if err != nil {
				if len(diag.All(err)) == 0 {
					t.Fatalf("%s, %s: no diagnostic: %v", file, what, err)
				}
				codes[codeOf(err)]++
				continue
			}
			passed[filepath.Ext(file)]++
			if why := harmless(file, whole, files, c, &rep); why != "" {
				t.Errorf("%s, %s: passes with new hashes: %s", file, what, why)
			}
		}
	}
	t.Logf("%d changes", tried)
	if tried < 9*percent {
		t.Error("too few")
	}
	t.Logf("with new hashes, refused: %v; passed, by kind of file: %v", codes, passed)
	for _, code := range []diag.Code{diag.BundleFiles, diag.BundleProof, diag.BundleDerived, diag.BundleCover} {
		if codes[code] == 0 {
			t.Errorf("nothing was refused with %s", code)
		}
	}
}

// harmless returns why a changed bundle that passes should have been rejected, or "" if
// the change is harmless.
func harmless(file string, old, now map[string][]byte, c *Claim, rep *Report) string {
	switch {
	case filepath.Ext(file) == ".rup", filepath.Ext(file) == ".txt":
		return "" // another proof of the same formula
	case file == ManifestFile:
		a, err := loosely(old[file])
		b, bad := loosely(now[file])
		if err != nil || bad != nil {
			return "a manifest that cannot be read"
		}
		for i := range b.Facts { // who made a proof does not matter
			b.Facts[i].Prover = a.Facts[min(i, len(a.Facts)-1)].Prover
		}
		for i := range b.Steps {
			b.Steps[i].Prover = a.Steps[min(i, len(a.Steps)-1)].Prover
		}
		// A limit on interrupts beyond the number of messages makes no difference.
		if b.Interrupts > a.Interrupts {
			b.Interrupts = a.Interrupts
		}
		b.MaxEvents, b.Files, b.Sizes, b.Seal = a.MaxEvents, a.Files, a.Sizes, a.Seal // nor does a limit that was not reached
		if fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) {
			return "a manifest that claims something else"
		}
		return ""
	case file == programFile:
		t, err := litmus.Parse(diag.NewSource(file, string(now[file])))
		if err != nil || t.String() != c.Test.String() {
			return "another program"
		}
		return ""
	case strings.HasPrefix(file, modelFolder+"/"):
		if rep.Embedded { // it is a proof about the model that is there, and not about ours
			return "another model under the name of ours"
		}
		return ""
	}
	return "it is derived"
}

// trivial returns a claim about an outcome that no candidate shows.
func trivial(t testing.TB) *Claim {
	test := fixture.Parse(t, diag.NewSource("trivial.litmus", trivialText))
	return &Claim{Tool: tool, Test: test, Model: claim(t, programs+"host_ipi/mail.litmus", "power", nil).Model}
}

const trivialText = `PPC trivial
{ 0:r2=x; 1:r2=x; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r2) ;
 stw r1,0(r2) |              ;
exists (1:r1=2)
`

// steps returns a claim whose proof has several steps.
func steps(t testing.TB) *Claim {
	slots := maps.Clone(fixed)
	maps.Copy(slots, map[string]string{"msgsnd.before": "sync", "irq.after": "msgsync+lwsync"})
	return claim(t, programs+"host_ipi_handler/mail.litmus", "power-doorbell", slots)
}

// loosely parses a manifest whose hashes may be wrong.
func loosely(text []byte) (*Manifest, error) {
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return &m, d.Decode(&m)
}
