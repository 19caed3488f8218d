package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// root is the repository.
const root = "../.."

var date = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

var sample = []file{
	{"bin/fencewise", 0o755, []byte("program")},
	{"README.md", 0o644, []byte("read me")},
	{"docs/usage.md", 0o644, []byte("usage")},
}

// TestArchives packs files in two orders, and reads them.
func TestArchives(t *testing.T) {
	backward := slices.Clone(sample)
	slices.Reverse(backward)
	want := "v/README.md -rw-r--r-- read me\nv/bin/fencewise -rwxr-xr-x program\nv/docs/usage.md -rw-r--r-- usage\n"
	for _, c := range []struct {
		name string
		pack func(io.Writer, string, []file, time.Time) error
		list func(*testing.T, []byte) string
	}{
		{"tar", tarball, listTar},
		{"zip", zipped, listZip},
	} {
		var a, b bytes.Buffer
		if err := c.pack(&a, "v", sample, date); err != nil {
			t.Fatal(err)
		}
		if err := c.pack(&b, "v", backward, date); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: the archive depends on the order of the files", c.name)
		}
		if got := c.list(t, a.Bytes()); got != want {
			t.Errorf("%s contains\n%swant\n%s", c.name, got, want)
		}
	}
}

func listTar(t *testing.T, packed []byte) string {
	var list strings.Builder
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return list.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(date) || h.Uid != 0 {
			t.Errorf("%s has the time %v and the owner %d", h.Name, h.ModTime, h.Uid)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		list.WriteString(h.Name + " " + h.FileInfo().Mode().String() + " " + string(text) + "\n")
	}
}

func listZip(t *testing.T, packed []byte) string {
	var list strings.Builder
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if !f.Modified.Equal(date) {
			t.Errorf("%s has the time %v", f.Name, f.Modified)
		}
		list.WriteString(f.Name + " " + f.Mode().String() + " " + string(text) + "\n")
	}
	return list.String()
}

func TestOutward(t *testing.T) {
	have := []string{"README.md", "docs/usage.md", "docs/page.md", "docs/studies/a.md"}
	const web = "https://github.com/fencewise/fencewise/blob/abc/"
	for _, c := range []struct{ page, text, want string }{
		{"README.md", "[u](docs/usage.md#x) [s](docs/studies) [w](https://example.org/a)", ""},
		{"README.md", "[a](ARCHITECTURE.md)", "[a](" + web + "ARCHITECTURE.md)"},
		{"docs/usage.md", "[p](page.md) [r](../README.md) [h](#here)", ""},
		{"docs/usage.md", "[d](decisions/001.md#why)", "[d](" + web + "docs/decisions/001.md#why)"},
		{"docs/usage.md", "[t](../results/tables)", "[t](" + web + "results/tables)"},
	} {
		if c.want == "" {
			c.want = c.text
		}
		if got := string(outward([]byte(c.text), c.page, have, "abc")); got != c.want {
			t.Errorf("%s: %s becomes %s, want %s", c.page, c.text, got, c.want)
		}
	}
}

func TestChangelog(t *testing.T) {
	r := &release{common: []file{{"CHANGELOG.md", 0o644, []byte("# Changes\n\n## Unreleased\n\n## v0.1.0, 2026-12-01\n")}}}
	for version, known := range map[string]bool{"v0.1.0": true, "v0.1.1": false, "v0.1": true, "v0.1.1-0.20261130195800-d98062e29095": true} {
		if err := r.checkChangelog(version); (err == nil) != known {
			t.Errorf("%s: %v", version, err)
		}
	}
}

func TestPlatforms(t *testing.T) {
	got, err := parsePlatforms("linux/ppc64le,windows/amd64")
	if err != nil || !slices.Equal(got, []platform{{"linux", "ppc64le"}, {"windows", "amd64"}}) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"", "linux", "linux/amd64,", "plan9/amd64"} {
		if _, err := parsePlatforms(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestDebianVersion(t *testing.T) {
	for version, want := range map[string]string{
		"1.2.3":                               "1.2.3-1",
		"1.2.3-rc.1":                          "1.2.3~rc.1-1",
		"0.1.1-0.20261130195800-d98062e29095": "0.1.1~0.20261130195800.d98062e29095-1",
		"1.2.3+dirty":                         "1.2.3+dirty-1",
	} {
		if got := debianVersion(version); got != want {
			t.Errorf("%s becomes %s, want %s", version, got, want)
		}
	}
}

// TestDebianFiles checks that every file of the release is in the package, and that the
// control files describe them.
func TestDebianFiles(t *testing.T) {
	common := append([]file{
		{"LICENSE", 0o644, []byte("ours")}, {"CHANGELOG.md", 0o644, []byte("new")},
		{"share/man/man1/fencewise.1", 0o644, []byte("page")},
		{"share/zsh/site-functions/_fencewise", 0o644, []byte("zsh")},
	}, sample[1:]...)
	files, err := debianFiles([]byte("program"), common, []byte("theirs"), "1.2.3-1", date)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.path)
	}
	want := []string{
		"usr/bin/fencewise", "usr/share/doc/fencewise/README.md", "usr/share/doc/fencewise/changelog.Debian.gz",
		"usr/share/doc/fencewise/changelog.gz", "usr/share/doc/fencewise/copyright", "usr/share/doc/fencewise/docs/usage.md",
		"usr/share/man/man1/fencewise.1.gz", "usr/share/zsh/vendor-completions/_fencewise",
	}
	if !slices.Equal(paths, want) {
		t.Errorf("the package has %q, want %q", paths, want)
	}
	about := control(files, "1.2.3-1", "ppc64el", "libz3-4 (>= 4.8.12)")
	for _, line := range []string{"Version: 1.2.3-1\n", "Architecture: ppc64el\n", "Depends: libz3-4 (>= 4.8.12)\n", "Installed-Size: 8\n"} {
		if !strings.Contains(string(about[0].text), line) {
			t.Errorf("control has no line %q:\n%s", line, about[0].text)
		}
	}
	if n := bytes.Count(about[1].text, []byte("\n")); n != len(files) {
		t.Errorf("md5sums has %d lines for %d files", n, len(files))
	}
}

func TestSBOM(t *testing.T) {
	r := &release{date: date}
	b := &built{platform: platform{"linux", "ppc64le"}, text: []byte("program"), info: &debug.BuildInfo{
		GoVersion: "go1.26.8", Main: debug.Module{Path: "github.com/fencewise/fencewise", Version: "v1.2.3+dirty"},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}},
		Deps: []*debug.Module{
			{Path: "github.com/spf13/cobra", Version: "v1.10.2", Sum: "h1:DMTTonx5m65Ic0GOoRY2c16WCbHxOOw6xxezuLaBpcU="},
			{Path: "github.com/mitchellh/go-z3", Version: "v0.0.0", Replace: &debug.Module{Path: "./encode/go-z3"}},
		},
	}}
	text, err := r.sbom(b)
	if err != nil {
		t.Fatal(err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range *bom.Components {
		got = append(got, c.PackageURL)
	}
	if want := []string{"pkg:golang/std@1.26.8", "pkg:golang/github.com/spf13/cobra@v1.10.2"}; !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	self := bom.Metadata.Component
	if want := "pkg:golang/github.com/fencewise/fencewise@v1.2.3%2Bdirty"; self.PackageURL != want || (*self.Hashes)[0].Value != sha256Of(b.text) {
		t.Errorf("the program is %+v", self)
	}
	if p := *self.Properties; len(p) != 1 || p[0].Name != "build:vcs.revision" {
		t.Errorf("settings %v", p)
	}
	b.info.Deps[0].Path = "example.org/unknown"
	if _, err := r.sbom(b); err == nil {
		t.Error("a module whose licence nobody has read is taken")
	}
}

// TestLicences checks that the table has every module that the program links on any
// platform, and no other.
func TestLicences(t *testing.T) {
	unused := map[string]bool{}
	for path := range licence {
		unused[path] = true
	}
	for _, p := range supported {
		env := []string{"GOOS=" + p.os, "GOARCH=" + p.arch, "CGO_ENABLED=0"}
		out, err := command(root, env, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Replace}}{{if not .Main}}{{.Path}}{{end}}{{end}}{{end}}", "./cmd/fencewise")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range strings.Fields(out) {
			delete(unused, path)
			if licence[path] == "" {
				t.Errorf("%v links %s, for which licences.go has no licence", p, path)
			}
		}
	}
	for path := range unused {
		t.Errorf("licences.go has %s, which the program does not link", path)
	}
}

// TestDocuments checks that what archives contain is there, and that links in it lead to
// files of the archive or to the Web.
func TestDocuments(t *testing.T) {
	r := &release{root: root}
	files, err := r.texts()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range files {
		if err := place(dir, f); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		if strings.HasPrefix(f.path, "docs/decisions") {
			t.Errorf("%s is in the archive", f.path)
		}
		if filepath.Ext(f.path) != ".md" {
			continue
		}
		for _, m := range link.FindAllSubmatch(f.text, -1) {
			to := filepath.Join(dir, filepath.Dir(f.path), string(m[1]))
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s, which is not in the archive", f.path, m[1])
			}
		}
	}
}
