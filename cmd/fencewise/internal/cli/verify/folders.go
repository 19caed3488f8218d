package verify

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/encode/certify/bundle"
)

// folder is one bundle.
type folder struct {
	path string
	name string // used in the names of its LRAT files
	link bool   // it is a link in a folder, which is not followed
}

// bundles returns the bundles that an argument names: the folder itself, or those
// below it. Damaged bundles and links are included, so that they are reported.
func bundles(dir string) []folder {
	base := filepath.Base(strings.TrimRight(dir, `/\`))
	all := below(folder{path: dir, name: base}, true)
	if len(all) == 0 {
		return []folder{{path: dir, name: base}} // reading it reports what is wrong
	}
	return all
}

// below returns the bundles in a folder; top says that the user named the folder, and
// so may keep other files in it.
func below(f folder, top bool) (all []folder) {
	entries, err := os.ReadDir(f.path) // a link that the user named is followed
	if err != nil || isBundle(f.path, entries, top) {
		return []folder{f}
	}
	for _, e := range entries {
		sub := folder{path: filepath.Join(f.path, e.Name()), name: f.name + "-" + e.Name()}
		switch {
		case e.IsDir():
			all = append(all, below(sub, false)...)
		case link(sub.path, e):
			sub.link = true
			all = append(all, sub)
		}
	}
	return all
}

// link reports whether a file is a link to a folder or to nothing.
func link(path string, e os.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err != nil || info.IsDir()
}

// isBundle reports whether a folder is a bundle, possibly a damaged one: it has a
// manifest or parts of a bundle that are not bundles themselves. A folder that the
// user did not name is one if it has any file.
func isBundle(dir string, entries []os.DirEntry, top bool) bool {
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case e.Name() == bundle.ManifestFile, !e.IsDir() && !link(path, e) && (!top || bundle.IsPart(e.Name())):
			return true
		case e.IsDir() && bundle.IsPart(e.Name()) && files(path):
			return true
		}
	}
	return false
}

// files reports whether a folder has files but no manifest.
func files(dir string) bool {
	entries, err := os.ReadDir(dir)
	some := false
	for _, e := range entries {
		if e.Name() == bundle.ManifestFile {
			return false
		}
		some = some || e.Type().IsRegular()
	}
	return err == nil && some
}

// distinct gives folders different names, even if file names ignore case: files of
// one must not replace those of another.
func distinct(all []folder) {
	taken := map[string]bool{}
	for i := range all {
		name := all[i].name
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", all[i].name, n)
		}
		taken[strings.ToLower(name)] = true
		all[i].name = name
	}
}
