package main

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// debian writes the Debian package for the architecture of this machine. Its program is
// linked with libz3, which is another package.
func (r *release) debian() error {
	b, err := r.build(here, true)
	if err != nil {
		return err
	}
	depends, err := r.depends(b)
	if err != nil {
		return err
	}
	arch, err := command(r.root, nil, "dpkg", "--print-architecture")
	if err != nil {
		return err
	}
	licences, err := r.licences(b, debianLicences)
	if err != nil {
		return err
	}
	version := debianVersion(b.version())
	files, err := debianFiles(b.text, r.common, licences, version, r.date)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("fencewise_%s_%s", version, arch)
	stage := filepath.Join(r.work, name)
	for _, f := range append(files, control(files, version, arch, depends)...) {
		if err := place(stage, f); err != nil {
			return err
		}
	}
	// dpkg-deb sets no time later than SOURCE_DATE_EPOCH, and all files here are newer.
	_, err = command(r.root, []string{r.epoch()}, "dpkg-deb", "--root-owner-group", "-Zxz", "--build", stage, filepath.Join(r.work, name+".deb"))
	if err != nil {
		return err
	}
	packed, err := os.ReadFile(filepath.Join(r.work, name+".deb"))
	if err != nil {
		return err
	}
	bom, err := r.sbom(b)
	if err != nil {
		return err
	}
	if err := r.publish(name+".deb", packed); err != nil {
		return err
	}
	return r.publish(name+".cdx.json", bom)
}

// debianVersion returns a version as Debian writes it: a pre-release is before the release,
// and a hyphen ends the version of the sources.
func debianVersion(version string) string {
	release, build, _ := strings.Cut(version, "+")
	release = strings.Replace(release, "-", "~", 1)
	release = strings.ReplaceAll(release, "-", ".")
	if build != "" {
		release += "+" + build
	}
	return release + "-1"
}

// depends returns the packages that a program needs on Debian, which dpkg-shlibdeps knows.
func (r *release) depends(b *built) (string, error) {
	dir := filepath.Join(r.work, "shlibdeps")
	// It reads the file that describes a source package.
	about := "Source: fencewise\n\nPackage: fencewise\nArchitecture: any\n"
	if err := place(dir, file{"debian/control", 0o644, []byte(about)}); err != nil {
		return "", err
	}
	out, err := command(dir, nil, "dpkg-shlibdeps", "-O", "-e"+b.path)
	if err != nil {
		return "", err
	}
	list, ok := strings.CutPrefix(out, "shlibs:Depends=")
	if !ok || !strings.Contains(list, "libz3-4") {
		return "", fmt.Errorf("dpkg-shlibdeps answers %q, without libz3-4", out)
	}
	return list, nil
}

// place writes a file below a folder, with permissions that do not depend on the umask.
func place(dir string, f file) error {
	p := filepath.Join(dir, filepath.FromSlash(f.path))
	for parent := filepath.Dir(p); ; parent = filepath.Dir(parent) {
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return err
		}
		if err := os.Chmod(parent, 0o755); err != nil {
			return err
		}
		if len(parent) <= len(dir) {
			break
		}
	}
	if err := os.WriteFile(p, f.text, 0o644); err != nil {
		return err
	}
	return os.Chmod(p, f.mode)
}

// debianFiles returns the files of the package, where Debian's policy wants them.
func debianFiles(program []byte, common []file, licences []byte, version string, date time.Time) ([]file, error) {
	const documents = "usr/share/doc/fencewise/"
	files := []file{{"usr/bin/fencewise", 0o755, program}}
	add := func(path string, text []byte) { files = append(files, file{path, 0o644, text}) }
	compressed := func(path string, text []byte) error {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(text); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		add(path+".gz", b.Bytes())
		return nil
	}
	var licence []byte
	for _, f := range common {
		var err error
		switch to, inShare := strings.CutPrefix(f.path, "share/"); {
		case strings.HasPrefix(to, "man/"):
			err = compressed("usr/share/"+to, f.text)
		case to == "zsh/site-functions/_fencewise":
			add("usr/share/zsh/vendor-completions/_fencewise", f.text)
		case inShare:
			add("usr/share/"+to, f.text)
		case f.path == "CHANGELOG.md":
			err = compressed(documents+"changelog", f.text)
		case f.path == "LICENSE":
			licence = f.text
		default:
			add(documents+f.path, f.text)
		}
		if err != nil {
			return nil, err
		}
	}
	entry := fmt.Sprintf("fencewise (%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n", version, maintainer, date.Format(time.RFC1123Z))
	if err := compressed(documents+"changelog.Debian", []byte(entry)); err != nil {
		return nil, err
	}
	add(documents+"copyright", []byte(fmt.Sprintf("%s\n%s\n%s", homepage, licence, licences)))
	return ordered(files), nil
}

const (
	maintainer = "The fencewise authors <fencewise@users.noreply.github.com>"
	homepage   = "https://github.com/fencewise/fencewise"
)

// control returns the files that describe the package.
func control(files []file, version, arch, depends string) []file {
	var sums bytes.Buffer
	size := 0
	for _, f := range files {
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(f.text), path.Clean(f.path))
		size += (len(f.text) + 1023) / 1024
	}
	about := fmt.Sprintf(`Package: fencewise
Version: %s
Section: devel
Priority: optional
Architecture: %s
Depends: %s
Suggests: cvc5, graphviz
Installed-Size: %d
Maintainer: %s
Homepage: %s
Description: decide which memory barriers a concurrent program needs
 Takes a memory model and a concurrent program with slots for memory barriers,
 in POWER assembly or in the C of the Linux kernel, and decides whether a bad
 outcome can happen: Never, with a proof, or Sometimes, with an execution that
 shows how. Programs are litmus tests in the formats of herd7, and models are
 cat files.
`, version, arch, depends, size, maintainer, homepage)
	return []file{{"DEBIAN/control", 0o644, []byte(about)}, {"DEBIAN/md5sums", 0o644, sums.Bytes()}}
}
