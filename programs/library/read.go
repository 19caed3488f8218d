package library

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/fencewise/fencewise/programs/diag"
)

// maxBytes bounds what is read of one file. The readers have limits of their
// own, which are lower; this one keeps a file without end out of memory.
const maxBytes = 16 << 20

// ReadFile reads a file from disk. The error is a *diag.Diagnostic.
func ReadFile(path string) (*diag.Source, error) {
	f, err := os.Open(path)
	return read(f, err, path)
}

// readFrom reads a file of a file system; it is reported under name.
func readFrom(fsys fs.FS, path, name string) (*diag.Source, error) {
	f, err := fsys.Open(path)
	return read(f, err, name)
}

func read(f fs.File, err error, name string) (*diag.Source, error) {
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, diag.New(diag.Span{}, diag.NoFile, "there is no file %s", name)
		}
		return nil, unreadable(name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, diag.New(diag.Span{}, diag.Unreadable, "%s is a folder, not a file", name)
	}
	b, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	if len(b) > maxBytes {
		return nil, diag.New(diag.Span{}, diag.TooLarge, "%s has more than %d MiB", name, maxBytes>>20)
	}
	return diag.NewSource(name, string(b)), nil
}

// unreadable says why a file cannot be read, without the path that the
// operating system's message repeats.
func unreadable(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return diag.New(diag.Span{}, diag.Unreadable, "%s cannot be read: %v", name, err)
}
