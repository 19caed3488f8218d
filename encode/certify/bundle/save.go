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

// CheckEmpty returns an error if a folder is not empty, so that no bundle can be written there.
// The error says what the folder contains and what to do.
func CheckEmpty(dir string) error {
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
		return d.Note("it contains a bundle; fencewise verify %s checks it", dir).WithFix("name an empty folder, or one that does not exist yet")
	case has(IsPart):
		return d.Note("it contains an incomplete bundle: prove was ended before it had finished").WithFix("remove the folder, and prove again")
	}
	return d.WithFix("name an empty folder, or one that does not exist yet")
}

// output is a bundle that is being written.
type output struct {
	dir  string
	made []string // the files and folders that were created, in that order
}

// save writes the files. It writes the manifest last, so that a folder whose writing was
// interrupted is not a bundle.
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

// folder creates a folder and the missing folders above it.
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

// remove removes the files and folders that were created. A folder stays if another
// process has put something into it.
func (o *output) remove() {
	for _, path := range slices.Backward(o.made) {
		_ = os.Remove(path) // another error is reported already, which says more
	}
}
