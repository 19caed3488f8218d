//go:build unix

package bundle

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestBeforeReading checks that a folder whose files or sizes differ from its manifest
// is rejected before any file in it is read: reading an endless file would never finish.
func TestBeforeReading(t *testing.T) {
	whole := contents(t, made(t, claim(t, programs+"host_ipi/mail.litmus", "sc", nil), prover.Gophersat))
	at := func(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		do   func(dir string)
		code diag.Code
		says string
	}{
		{"a proof of a terabyte", func(dir string) { check(os.Truncate(at(dir, "holds/proof.rup"), 1<<40)) }, diag.BundleHash, "holds/proof.rup was changed"},
		{"a program of nothing", func(dir string) { check(os.Truncate(at(dir, programFile), 0)) }, diag.BundleHash, "program.litmus was changed"},
		{"a terabyte that is not named", func(dir string) {
			check(os.WriteFile(at(dir, "zzz"), nil, 0o600))
			check(os.Truncate(at(dir, "zzz"), 1<<40))
		}, diag.BundleFiles, "zzz is not named"},
		{"a manifest of a terabyte", func(dir string) { check(os.Truncate(at(dir, ManifestFile), 1<<40)) }, diag.BundleFiles, "manifest.json cannot be read"},
		{"a FIFO for a proof", func(dir string) {
			check(os.Remove(at(dir, "holds/proof.rup")))
			check(syscall.Mkfifo(at(dir, "holds/proof.rup"), 0o600))
		}, diag.BundleFiles, "holds/proof.rup is not a regular file"},
		{"a FIFO for the manifest", func(dir string) {
			check(os.Remove(at(dir, ManifestFile)))
			check(syscall.Mkfifo(at(dir, ManifestFile), 0o600))
		}, diag.BundleFiles, "manifest.json cannot be read: it is a FIFO"},
		{"a device for the manifest", func(dir string) {
			check(os.Remove(at(dir, ManifestFile)))
			check(os.Symlink("/dev/zero", at(dir, ManifestFile)))
		}, diag.BundleFiles, "manifest.json cannot be read"},
		{"a link for a proof", func(dir string) {
			check(os.Rename(at(dir, "holds/proof.rup"), at(dir, "aside")))
			check(os.Symlink("../aside", at(dir, "holds/proof.rup")))
		}, diag.BundleFiles, "is no"},
		{"a FIFO that is not named", func(dir string) { check(syscall.Mkfifo(at(dir, "aaa"), 0o600)) }, diag.BundleFiles, "aaa is not a regular file"},
		{"a folder for a file", func(dir string) {
			check(os.Remove(at(dir, programFile)))
			check(os.Mkdir(at(dir, programFile), 0o700))
		}, diag.BundleFiles, "program.litmus is missing"},
	} {
		dir := filepath.Join(t.TempDir(), "b")
		put(t, dir, whole)
		c.do(dir)
		start := time.Now()
		_, err := Verify(t.Context(), dir, Options{Tool: tool})
		if codeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
		if took := time.Since(start); took > 10*time.Second { // what is read to its end takes hours
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}

// TestSizes checks that a manifest of the current version has the size of every file
// that it names, and one of the previous version has none.
func TestSizes(t *testing.T) {
	whole := contents(t, made(t, claim(t, programs+"host_ipi/mail.litmus", "sc", nil), prover.Gophersat))
	for _, c := range []struct {
		name string
		edit func(m *Manifest)
		code diag.Code
	}{
		{"as it is", func(*Manifest) {}, ""},
		{"of the version without sizes", func(m *Manifest) { m.Schema, m.Sizes = firstSchema, nil }, ""},
		{"without sizes", func(m *Manifest) { m.Sizes = nil }, diag.BundleManifest},
		{"without one", func(m *Manifest) { delete(m.Sizes, programFile) }, diag.BundleManifest},
		{"with one too many", func(m *Manifest) { m.Sizes["x"] = 1 }, diag.BundleManifest},
		{"a negative one", func(m *Manifest) { m.Sizes[programFile] = -1 }, diag.BundleHash},
		{"a wrong one", func(m *Manifest) { m.Sizes[programFile]++ }, diag.BundleHash},
		{"the version after", func(m *Manifest) { m.Schema++ }, diag.BundleManifest},
	} {
		m, err := loosely(whole[ManifestFile])
		if err != nil {
			t.Fatal(err)
		}
		c.edit(m)
		files := maps.Clone(whole)
		if err := m.seal(); err != nil {
			t.Fatal(err)
		}
		if files[ManifestFile], err = m.bytes(); err != nil {
			t.Fatal(err)
		}
		if _, err := inMemory(t.Context(), "b", files); c.code == "" && err != nil || c.code != "" && codeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestEmbeddedModels checks that --embedded-models accepts only a model that is
// embedded, to the last byte.
func TestEmbeddedModels(t *testing.T) {
	ours := made(t, claim(t, programs+"host_ipi/mail.litmus", "sc", nil), prover.Gophersat)
	rep, err := Verify(t.Context(), ours, Options{Tool: tool, EmbeddedModels: true})
	if err != nil || !rep.Embedded || !rep.Record("x").Embedded {
		t.Errorf("%v", err)
	}
	files := contents(t, ours)
	files["model/sc.cat"] = append(bytes.Clone(files["model/sc.cat"]), " (* a comment *)\n"...)
	if !resealed(files) {
		t.Fatal("no hashes")
	}
	dir := filepath.Join(t.TempDir(), "b")
	put(t, dir, files)
	if rep, err = Verify(t.Context(), dir, Options{Tool: tool}); err != nil || rep.Embedded || rep.Record("x").Embedded {
		t.Errorf("a model with a comment of its own: %v, embedded %v", err, rep.Embedded)
	}
	if _, err = Verify(t.Context(), dir, Options{Tool: tool, EmbeddedModels: true}); codeOf(err) != diag.BundleForeign {
		t.Errorf("%v", err)
	}
}

// TestNothingStays checks that an unfinished bundle is removed together with the folders
// that were made for it, and that older files stay.
func TestNothingStays(t *testing.T) {
	c := claim(t, programs+"host_ipi/mail.litmus", "sc", nil)
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(ctx, dir, c, prover.Gophersat); err == nil {
		t.Fatal("a cancelled proof was finished")
	}
	if entries, err := os.ReadDir(top); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	out := output{dir: dir}
	if err := os.Mkdir(filepath.Join(top, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	err := out.save(map[string][]byte{"x": nil, "y/z": nil, "x/below-a-file": nil}, nil)
	if codeOf(err) != diag.Unwritable {
		t.Errorf("%v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "of-others"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out.remove()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	for name, says := range map[string]string{"other": "", ManifestFile: "verify", "holds": "before it had finished", programFile: "before it had finished"} {
		dir := filepath.Join(t.TempDir(), "b")
		put(t, dir, map[string][]byte{name + "/x": nil})
		err := CheckEmpty(dir)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Fix == "" || !strings.Contains(strings.Join(ds[0].Notes, " "), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
