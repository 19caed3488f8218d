package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// file is a file of an archive. Its path has slashes and is relative to the archive's folder.
type file struct {
	path string
	mode fs.FileMode
	text []byte
}

// documents returns what all archives contain: the documentation, and what is made from the
// commands.
func (r *release) documents() ([]file, error) {
	texts, err := r.texts()
	if err != nil {
		return nil, err
	}
	share, err := r.share()
	if err != nil {
		return nil, err
	}
	return append(texts, share...), nil
}

// texts returns the documentation. Links that lead out of it become links to the repository
// on the Web. Design decisions are for people who have the sources.
func (r *release) texts() ([]file, error) {
	list, err := command(r.root, nil, "git", "ls-files", "README.md", "CHANGELOG.md", "LICENSE", "docs")
	if err != nil {
		return nil, err
	}
	commit, err := command(r.root, nil, "git", "rev-parse", "HEAD")
	if err != nil {
		return nil, err
	}
	paths := slices.DeleteFunc(strings.Fields(list), func(p string) bool { return strings.HasPrefix(p, "docs/decisions/") })
	var all []file
	for _, p := range paths {
		text, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(p)))
		if err != nil {
			return nil, err
		}
		if path.Ext(p) == ".md" {
			text = outward(text, p, paths, commit)
		}
		all = append(all, file{p, 0o644, text})
	}
	for _, p := range []string{"README.md", "CHANGELOG.md", "LICENSE"} {
		if !slices.Contains(paths, p) {
			return nil, fmt.Errorf("%s is missing, or not committed", p)
		}
	}
	return all, nil
}

// link matches a link of Markdown within the repository: its file, and a place in it.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)\s]*)?\)`)

// outward makes links of a page lead to the repository on the Web at a commit, where they
// lead to files that the archive does not have.
func outward(text []byte, page string, have []string, commit string) []byte {
	return link.ReplaceAllFunc(text, func(found []byte) []byte {
		m := link.FindSubmatch(found)
		to := path.Join(path.Dir(page), string(m[1]))
		if slices.Contains(have, to) || slices.ContainsFunc(have, func(p string) bool { return strings.HasPrefix(p, to+"/") }) {
			return found
		}
		return fmt.Appendf(nil, "](https://github.com/fencewise/fencewise/blob/%s/%s%s)", commit, to, m[2])
	})
}

// share returns the manual pages and completions.
func (r *release) share() ([]file, error) {
	dir := filepath.Join(r.work, "share")
	_, err := command(r.root, []string{"CGO_ENABLED=0", r.epoch()}, "go", "run", "./cmd/fencewise/internal/share", dir)
	if err != nil {
		return nil, err
	}
	var all []file
	err = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(p)
		all = append(all, file{"share/" + filepath.ToSlash(rel), 0o644, text})
		return err
	})
	return all, err
}
