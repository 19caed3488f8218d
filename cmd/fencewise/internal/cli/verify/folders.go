package verify

import (
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
}

// bundles is the bundles that an argument stands for: the folder itself, or those
// below it. A folder below it with files in it and no manifest was one once, and
// is not passed over.
func bundles(dir string) ([]folder, error) {
	base := filepath.Base(strings.TrimRight(dir, `/\`))
	itself := []folder{{dir, base}}
	var all []folder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		files, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		is := false
		for _, f := range files {
			is = is || f.Name() == bundle.ManifestFile || path != dir && !f.IsDir()
		}
		if !is {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := base
		if rel != "." {
			name += "-" + strings.ReplaceAll(filepath.ToSlash(rel), "/", "-")
		}
		all = append(all, folder{path, name})
		return fs.SkipDir
	})
	if err != nil || len(all) == 0 {
		return itself, nil // what is wrong with it is said when it is read
	}
	return all, nil
}
