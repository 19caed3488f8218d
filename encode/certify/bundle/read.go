package bundle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
)

// maxFile bounds a file of a bundle, in bytes: that of a formula can be large.
const maxFile = 1 << 30

// read reads the files of a bundle.
func read(dir string) (map[string][]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, diag.New(diag.Span{}, diag.BundleFolder, "%s is no folder that can be read: %v", dir, reasonOf(err))
	}
	defer root.Close()
	files := map[string][]byte{}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s cannot be read: %v", dir, name, reasonOf(err))
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is no regular file", dir, name)
		}
		files[name], err = readFile(root, name)
		if err != nil {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s cannot be read: %v", dir, name, reasonOf(err))
		}
		return nil
	})
	return files, err
}

// manifest reads the manifest among the files of a bundle, takes it out, and
// compares the hashes of the others.
func manifest(dir string, files map[string][]byte) (*Manifest, error) {
	text, there := files[ManifestFile]
	if !there {
		return nil, diag.New(diag.Span{}, diag.BundleFolder, "%s is no proof bundle: it has no %s", dir, ManifestFile).
			WithFix("fencewise prove PROGRAM -o %s makes one", dir)
	}
	m, err := readManifest(text)
	if err != nil {
		return nil, diag.New(diag.Span{}, diag.BundleManifest, "%s: the manifest is not as it was written: %v", dir, err)
	}
	delete(files, ManifestFile)
	return m, sameFiles(dir, m, files)
}

func readFile(root *os.Root, name string) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = fmt.Errorf("it is larger than the limit of %d bytes", maxFile)
	}
	return b, err
}

func reasonOf(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// sameFiles holds the files against the manifest.
func sameFiles(dir string, m *Manifest, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		text, there := files[name]
		if !there {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is missing", dir, name)
		}
		if got := hash(text); got != m.Files[name] {
			return diag.New(diag.Span{}, diag.BundleHash, "%s: %s was changed after the bundle was made", dir, name).
				Note("its SHA-256 is %s; the manifest has %s", got, m.Files[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if m.Files[name] == "" {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is not named in the manifest", dir, name)
		}
	}
	return nil
}
