package bundle

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Free returns an error if a folder cannot take a bundle: it is not empty. The error says
// what is in it, and how to go on.
func Free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return disk.Unwritable(dir, err)
	case len(entries) == 0:
		return nil
	}
	d := diag.New(diag.Span{}, diag.Unwritable, "%s is not empty", dir)
	has := func(is func(name string) bool) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return is(e.Name()) })
	}
	switch {
	case has(func(name string) bool { return name == ManifestFile }):
		return d.Note("it holds a bundle, which fencewise verify %s checks", dir).WithFix("name a folder that is empty, or one that is not there yet")
	case has(IsPart):
		return d.Note("it holds parts of a bundle: prove was ended before it was whole").WithFix("remove the folder, and prove again")
	}
	return d.WithFix("name a folder that is empty, or one that is not there yet")
}

// output is a bundle that is being written.
type output struct {
	dir  string
	made []string // files and folders, in the order in which they were made
}

// save writes the files, the manifest last: what was interrupted is no bundle.
func (o *output) save(files map[string][]byte, manifest []byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := o.file(filepath.Join(o.dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	return o.file(filepath.Join(o.dir, ManifestFile), manifest)
}

func (o *output) file(path string, text []byte) error {
	if err := o.folder(filepath.Dir(path)); err != nil {
		return disk.Unwritable(path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // the folder was empty
	if err != nil {
		return disk.Unwritable(path, err)
	}
	o.made = append(o.made, path)
	_, err = f.Write(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return disk.Unwritable(path, err)
	}
	return nil
}

// folder makes a folder and those above it that are missing.
func (o *output) folder(dir string) error {
	err := os.Mkdir(dir, 0o777)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		if err = o.folder(filepath.Dir(dir)); err == nil {
			err = os.Mkdir(dir, 0o777)
		}
	}
	switch {
	case err == nil:
		o.made = append(o.made, dir)
	case errors.Is(err, fs.ErrExist):
		if info, e := os.Stat(dir); e == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// remove removes what was made. A folder in which somebody else has put something stays.
func (o *output) remove() {
	for _, path := range slices.Backward(o.made) {
		_ = os.Remove(path) // there is an error already, and it says more
	}
}
