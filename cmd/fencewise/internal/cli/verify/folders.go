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
	name string // for files that are made of it
	link bool   // it is a link below a folder, which is not followed
}

// bundles is the bundles that an argument stands for: the folder itself, or those
// below it. Nothing below it is passed over that could be one: neither what was
// one once nor a link.
func bundles(dir string) []folder {
	base := filepath.Base(strings.TrimRight(dir, `/\`))
	all := below(folder{path: dir, name: base}, true)
	if len(all) == 0 {
		return []folder{{path: dir, name: base}} // what is wrong with it is said when it is read
	}
	return all
}

// below is the bundles in a folder; top says that it was named by the user, who
// may keep other files there.
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

// link reports whether a file is a link to a folder, or leads nowhere.
func link(path string, e os.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err != nil || info.IsDir()
}

// isBundle reports whether a folder is a bundle, or was one: parts of one are in
// it, which are no bundles of their own, or, unless it is the folder of the user,
// any file.
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

// files reports whether a folder has files in it, and no manifest.
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

// distinct gives folders names that differ, also where file names do not tell A
// from a: files of one must not replace those of another.
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
