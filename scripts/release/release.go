package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// release is one run: what to build, and what its steps find.
type release struct {
	repository string // the folder of a repository whose last commit is released
	out        string // the folder to write to
	platforms  []platform
	deb        bool // also make the Debian package
	log        io.Writer

	work   string    // a temporary folder
	root   string    // a clone of the repository in it
	date   time.Time // of the commit: the time of all files
	common []file    // what all archives contain
}

// run makes the release.
func (r *release) run() (err error) {
	if r.work, err = os.MkdirTemp("", "fencewise-release"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	if err := r.clone(); err != nil {
		return err
	}
	if r.date, err = r.sourceDate(); err != nil {
		return err
	}
	if r.common, err = r.documents(); err != nil {
		return err
	}
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o777); err != nil {
		return err
	}
	for _, p := range r.platforms {
		if err := r.archive(p); err != nil {
			return fmt.Errorf("%v: %w", p, err)
		}
	}
	if r.deb {
		if err := r.debian(); err != nil {
			return fmt.Errorf("the Debian package: %w", err)
		}
	}
	return r.sums()
}

// clone makes a clone of the repository. Go finds versions only there: it does not know the
// work trees that git makes beside a clone.
func (r *release) clone() error {
	from, err := command(r.repository, nil, "git", "rev-parse", "--show-toplevel")
	if err != nil {
		return err
	}
	r.root = filepath.Join(r.work, "clone")
	if _, err = command("", nil, "git", "clone", "--quiet", "--shared", from, r.root); err != nil {
		return err
	}
	status, err := command(from, nil, "git", "status", "--porcelain")
	if status != "" {
		fmt.Fprintf(r.log, "these changes are not committed, and not released:\n%s\n", status)
	}
	return err
}

// sourceDate returns the time in the environment variable SOURCE_DATE_EPOCH, or else of the
// last commit.
func (r *release) sourceDate() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		var err error
		if text, err = command(r.root, nil, "git", "log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, err
		}
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("the date of the sources: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// epoch is the environment that gives other programs the date of the sources.
func (r *release) epoch() string { return fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.date.Unix()) }

// tagged matches versions that are released, unlike those that Go makes for a commit without
// a tag.
var tagged = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// checkChangelog returns an error if CHANGELOG.md says nothing about a version that is
// released. internal/repo checks what it says.
func (r *release) checkChangelog(version string) error {
	for _, f := range r.common {
		if f.path == "CHANGELOG.md" && tagged.MatchString(version) && !bytes.Contains(f.text, []byte("\n## "+version+", ")) {
			return fmt.Errorf("CHANGELOG.md has no section for %s", version)
		}
	}
	return nil
}

// archive builds the program for a platform, and writes its archive and SBOM.
func (r *release) archive(p platform) error {
	b, err := r.build(p, false)
	if err != nil {
		return err
	}
	if err := r.checkChangelog(b.info.Main.Version); err != nil {
		return err
	}
	licences, err := r.licences(b, nil)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("fencewise-%s-%s-%s", b.version(), p.os, p.arch)
	program := "bin/fencewise"
	if p.os == "windows" {
		program += ".exe"
	}
	files := append([]file{
		{program, 0o755, b.text},
		{"LICENSES-third-party.txt", 0o644, licences},
	}, r.common...)
	pack, ending := tarball, ".tar.gz"
	if p.os == "windows" {
		pack, ending = zipped, ".zip"
	}
	var packed bytes.Buffer
	if err := pack(&packed, name, files, r.date); err != nil {
		return err
	}
	bom, err := r.sbom(b)
	if err != nil {
		return err
	}
	if err := r.publish(name+ending, packed.Bytes()); err != nil {
		return err
	}
	return r.publish(name+".cdx.json", bom)
}

// publish writes a file of the release.
func (r *release) publish(name string, text []byte) error {
	fmt.Fprintf(r.log, "%s: %d bytes\n", name, len(text))
	return os.WriteFile(filepath.Join(r.out, name), text, 0o666)
}

// sums writes the checksums of all files, in the format of sha256sum.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var lines []string
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(text), e.Name()))
	}
	slices.Sort(lines)
	return r.publish("SHA256SUMS", []byte(strings.Join(lines, "")))
}
