package bundle

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Limits on the sizes of a bundle, in bytes. The largest bundle of an embedded study has
// about 40 MB.
const (
	maxManifest = 64 << 20
	maxFile     = 1 << 30
	maxBundle   = 2 << 30 // all files together
)

// maxEntries bounds the files and folders in a bundle.
const maxEntries = 1 << 20

// read reads the manifest of a bundle and the files that it names. Before it reads the
// files, it checks that the folder contains exactly these, with the right sizes.
func read(dir string) (*Manifest, map[string][]byte, error) {
	root, err := disk.OpenRoot(dir)
	if err != nil {
		if lack := disk.Lacking(err); lack != nil {
			return nil, nil, lack
		}
		return nil, nil, diag.New(diag.Span{}, diag.BundleFolder, "the folder %s cannot be read: %v", dir, disk.Reason(err))
	}
	defer root.Close() // nothing was written to it
	text, err := disk.BytesIn(root, ManifestFile, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := list(dir, root); err != nil { // a bundle that was moved may have left a link
			return nil, nil, err
		}
		return nil, nil, diag.New(diag.Span{}, diag.BundleFolder, "%s is not a proof bundle: it has no %s", dir, ManifestFile).
			WithFix("make a bundle with fencewise prove PROGRAM -o %s", dir)
	} else if err != nil {
		return nil, nil, unreadable(dir, ManifestFile, err)
	}
	m, err := parseManifest(dir, text)
	if err != nil {
		return nil, nil, err
	}
	sizes, err := list(dir, root)
	if err != nil {
		return nil, nil, err
	}
	if err := m.compareSizes(dir, sizes); err != nil {
		return nil, nil, err
	}
	files := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if files[name], err = disk.BytesIn(root, name, int(sizes[name])); err != nil {
			return nil, nil, unreadable(dir, name, err)
		}
	}
	return m, files, m.compareHashes(dir, files)
}

// parseManifest parses a manifest and returns a diagnostic if it is damaged.
func parseManifest(dir string, text []byte) (*Manifest, error) {
	m, err := readManifest(text)
	if err != nil {
		return nil, diag.New(diag.Span{}, diag.BundleManifest, "%s: the manifest is damaged or was edited: %v", dir, err)
	}
	return m, nil
}

// list returns the sizes of the files in a bundle, except the manifest, without reading
// the files.
func list(dir string, root *os.Root) (map[string]int64, error) {
	sizes, entries := map[string]int64{}, 0
	err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return unreadable(dir, name, err)
		}
		if entries++; entries > maxEntries {
			return unreadable(dir, name, fmt.Errorf("the bundle has more than %d files and folders", maxEntries))
		}
		switch {
		case d.IsDir() || name == ManifestFile:
			return nil
		case !d.Type().IsRegular():
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is not a regular file", dir, name)
		}
		info, err := d.Info()
		if err != nil {
			return unreadable(dir, name, err)
		}
		sizes[name] = info.Size()
		return nil
	})
	return sizes, err
}

// compareSizes compares the names and sizes of the files with the manifest.
func (m *Manifest) compareSizes(dir string, sizes map[string]int64) error {
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		if _, there := m.Files[name]; !there {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is not named in the manifest", dir, name)
		}
	}
	var total int64
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		size, there := sizes[name]
		total += size
		wanted, known := m.Sizes[name]
		switch {
		case !there:
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is missing", dir, name)
		case known && size != wanted:
			return diag.New(diag.Span{}, diag.BundleHash, "%s: %s was changed after the bundle was made", dir, name).
				Note("it has %d bytes; the manifest says %d", size, wanted)
		case size > maxFile || total > maxBundle:
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s has %d bytes, which is more than the limit of %d for a file or %d for a bundle", dir, name, size, int64(maxFile), int64(maxBundle))
		}
	}
	return nil
}

// compareHashes compares the files that the manifest names with their hashes.
func (m *Manifest) compareHashes(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if got := hash(files[name]); got != m.Files[name] {
			return diag.New(diag.Span{}, diag.BundleHash, "%s: %s was changed after the bundle was made", dir, name).
				Note("its SHA-256 is %s; the manifest has %s", got, m.Files[name])
		}
	}
	return nil
}

// unreadable turns the error of reading a file of a bundle into a diagnostic.
func unreadable(dir, name string, err error) error {
	if lack := disk.Lacking(err); lack != nil {
		return lack
	}
	return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s cannot be read: %v", dir, name, disk.Reason(err))
}
