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

// File is a file that is being written. It appears under its name only after Commit.
type File struct {
	f    *os.File
	temp string // the name until Commit; "" if the file is written in place
	path string // the name after Commit
}

// Create begins a file that replaces the one at path, if one exists. If path is a link,
// the file that it leads to is replaced, and the link stays. Devices, FIFOs, and files in
// folders where renaming is not possible are written in place.
func Create(path string) (*File, error) {
	to, err := followLinks(path)
	if err != nil {
		return nil, err
	}
	if isOpenFile(to) {
		return inPlace(to)
	}
	old, err := os.Stat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return createTemp(to, 0)
	case err != nil:
		return nil, err
	case old.IsDir():
		return nil, syscall.EISDIR
	case !old.Mode().IsRegular():
		return inPlace(to)
	}
	// Renaming would succeed even without the right to write the old file, so check it.
	f, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	w, err := createTemp(to, old.Mode().Perm())
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) { // the file is writable but its folder is not
		return inPlace(to)
	}
	return w, err
}

// maxLinks bounds the length of a chain of links, as operating systems do.
const maxLinks = 40

// followLinks returns the name of the file that a path leads to; the file need not exist. It
// does not follow links to open files, such as /dev/stdout.
func followLinks(path string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil || isOpenFile(path) { // path is not a link to follow
			return path, nil
		}
		if !filepath.IsAbs(to) {
			to = strings.TrimSuffix(path, filepath.Base(path)) + to // Join would shorten dir/link/.. before the link is followed
		}
		path = to
	}
	return "", syscall.ELOOP
}

// isOpenFile reports whether a path is that of an open file of a process. Such a file must
// not be replaced, because the process that has opened it would not see the new file.
func isOpenFile(path string) bool {
	return strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/dev/std") || strings.HasPrefix(path, "/proc/")
}

// createTemp creates a file with a temporary name in the folder of to. perm is the permission
// of the file that it will replace, or 0 if it replaces none.
func createTemp(to string, perm fs.FileMode) (*File, error) {
	for range 100 {
		temp := filepath.Join(filepath.Dir(to), fmt.Sprintf(".%s.%08x.part", truncated(filepath.Base(to)), rand.Uint32()))
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

// truncated cuts a name so that a prefix and a suffix can be added: many file systems
// limit names to 255 bytes.
func truncated(name string) string { return name[:min(len(name), 200)] }

// inPlace opens an existing file for writing. A FIFO that no process reads is an error,
// because writing would wait for ever.
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

// Commit completes the file and gives it its name. After an error the new file is removed
// and the old one stays.
func (w *File) Commit() error {
	if w.temp == "" {
		return w.f.Close()
	}
	err := w.f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) { // the file system does not support it
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

// Abort discards the file. The old file under its name stays.
func (w *File) Abort() error {
	err := w.f.Close()
	if w.temp == "" {
		return err
	}
	return errors.Join(err, os.Remove(w.temp))
}

// Unwritable turns the error of writing a file into a diagnostic. shown is the name under
// which the user knows the file.
func Unwritable(shown string, err error) *diag.Diagnostic {
	if d := lacking(err, shown+" cannot be written"); d != nil {
		return d
	}
	return diag.New(diag.Span{}, diag.Unwritable, "%s cannot be written: %v", shown, Reason(err))
}
