package flags

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Folders chooses the folders of bundles below an output folder.
type Folders struct {
	root  string
	taken map[string]bool // the folders used so far, and whether each is a bundle itself
}

// NewFolders returns a Folders for an output folder.
func NewFolders(root string) *Folders { return &Folders{root, map[string]bool{}} }

// New returns a folder for a bundle with the given names, one below the other. No other bundle
// has this folder, is inside it, or contains it, even if file names ignore case.
func (f *Folders) New(names ...string) string {
	dir := ""
	for i := range names {
		last := i == len(names)-1
		wanted := filepath.Join(dir, fileName(names[i]))
		dir = wanted
		for n := 2; ; n++ {
			if is, there := f.taken[strings.ToLower(dir)]; !there || !is && !last {
				break
			}
			dir = fmt.Sprintf("%s-%d", wanted, n)
		}
		f.taken[strings.ToLower(dir)] = last
	}
	return filepath.Join(f.root, dir)
}

// fileName turns a name into one that every file system accepts.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("+-_.,=@", r) {
			return r
		}
		return '_'
	}, name)
	if name == "" || name[0] == '.' || name[0] == '-' {
		name = "_" + name
	}
	return name
}
