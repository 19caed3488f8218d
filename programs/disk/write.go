package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fencewise/fencewise/programs/diag"
)

// File is a file being written. It appears under its name only after Commit.
type File struct {
	f    *os.File
	temp string // the name until Commit; "" where the file is written in place
	path string // the name after it
}

// Create begins a file, in place of what is there under its name. A link stays a link:
// the file that it leads to is replaced. Devices and FIFOs, and what cannot be renamed
// to, are written in place.
func Create(path string) (*File, error) {
	to, err := follow(path)
	if err != nil {
		return nil, err
	}
	if descriptor(to) {
		return inPlace(to)
	}
	old, err := os.Stat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(to, 0)
	case err != nil:
		return nil, err
	case old.IsDir():
		return nil, syscall.EISDIR
	case !old.Mode().IsRegular():
		return inPlace(to)
	}
	// Renaming asks for no right to write the file that it replaces.
	f, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	w, err := create(to, old.Mode().Perm())
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) { // the file can be written, its folder not
		return inPlace(to)
	}
	return w, err
}

// maxLinks bounds a chain of links, as operating systems do.
const maxLinks = 40

// follow returns the name of the file that a path leads to, which need not exist. It
// follows no link to an open file.
func follow(path string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil || descriptor(path) { // it is no link
			return path, nil
		}
		if !filepath.IsAbs(to) {
			to = strings.TrimSuffix(path, filepath.Base(path)) + to // Join would shorten dir/link/.. before the link is followed
		}
		path = to
	}
	return "", syscall.ELOOP
}

// descriptor reports whether a path is that of an open file of a process. What it leads
// to is not a name that may be replaced: who has opened it would not see the new file.
func descriptor(path string) bool {
	return strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/dev/std") || strings.HasPrefix(path, "/proc/")
}

// create makes a new file with another name in the folder of to. perm is that of the
// file that will be replaced; 0 if there is none.
func create(to string, perm fs.FileMode) (*File, error) {
	for range 100 {
		temp := filepath.Join(filepath.Dir(to), fmt.Sprintf(".%s.%08x.part", shortened(filepath.Base(to)), rand.Uint32()))
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		w := &File{f: f, temp: temp, path: to}
		if perm != 0 {
			if err := f.Chmod(perm); err != nil {
				return nil, errors.Join(err, w.Abort())
			}
		}
		return w, nil
	}
	return nil, fs.ErrExist
}

// shortened keeps a name short enough for more to be put around it: many file systems
// take 255 bytes.
func shortened(name string) string { return name[:min(len(name), 200)] }

// inPlace opens what is there for writing. A FIFO that nobody reads is an error: there
// would be no end of waiting.
func inPlace(to string) (*File, error) {
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
	if err != nil {
		if errors.Is(err, syscall.ENXIO) {
			err = errors.New("no process reads from it, or it is a socket")
		}
		return nil, err
	}
	return &File{f: f, path: to}, nil
}

func (w *File) Write(b []byte) (int, error) { return w.f.Write(b) }

// Commit ends the file and gives it its name. After an error nothing of it is left.
func (w *File) Commit() error {
	if w.temp == "" {
		return w.f.Close()
	}
	err := w.f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) { // a file system that has no such thing
		err = nil
	}
	if err == nil {
		err = w.f.Close()
	} else {
		w.f.Close()
	}
	if err == nil {
		err = os.Rename(w.temp, w.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(w.temp))
	}
	return nil
}

// Abort gives the file up; what was there under its name stays.
func (w *File) Abort() error {
	err := w.f.Close()
	if w.temp == "" {
		return err
	}
	return errors.Join(err, os.Remove(w.temp))
}

// Unwritable makes a diagnostic of the error with which a file could not be written.
func Unwritable(shown string, err error) *diag.Diagnostic {
	if d := lacking(err, shown+" cannot be written"); d != nil {
		return d
	}
	return diag.New(diag.Span{}, diag.Unwritable, "%s cannot be written: %v", shown, Reason(err))
}
