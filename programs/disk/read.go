package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
)

// Read reads the regular file at path. A file of more than limit bytes is an error. The
// name of the source is path. The error is a *diag.Diagnostic.
func Read(path string, limit int) (*diag.Source, error) {
	f, err := openPath(path)
	return readSource(f, err, path, limit)
}

// ReadSeen reads a file like [Read], but does not check it before opening it. It is for
// files that a listing of their folder has just shown to be regular.
func ReadSeen(path string, limit int) (*diag.Source, error) {
	f, err := open(nil, func() (*os.File, error) { return os.OpenFile(path, readFlags, 0) })
	return readSource(f, err, path, limit)
}

// ReadIn reads a file inside a folder like [Read]. shown becomes the name of the source.
func ReadIn(root *os.Root, name, shown string, limit int) (*diag.Source, error) {
	f, err := openIn(root, name)
	return readSource(f, err, shown, limit)
}

// ReadFrom reads a stream such as standard input to its end. More than maxBytes bytes are
// an error. shown becomes the name of the source. The error is a *diag.Diagnostic, or the
// [*limit.Reached] that the stream returns.
func ReadFrom(r io.Reader, shown string, maxBytes int) (*diag.Source, error) {
	text, err := Bytes(r, maxBytes)
	if limit.As(err) != nil {
		return nil, err
	}
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	return diag.NewSource(shown, string(text)), nil
}

func readSource(f *file, err error, shown string, limit int) (*diag.Source, error) {
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	defer f.Close() // nothing was written to it
	if f.size > int64(limit) {
		return nil, Unreadable(shown, &TooLarge{limit})
	}
	text, err := readUpTo(f, int(f.size), limit)
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	return diag.NewSource(shown, string(text)), nil
}

// TooLarge is the error for an input of more bytes than the limit.
type TooLarge struct{ Limit int }

func (e *TooLarge) Error() string {
	if e.Limit >= 1<<20 && e.Limit%(1<<20) == 0 {
		return fmt.Sprintf("it has more than %d MiB", e.Limit>>20)
	}
	return fmt.Sprintf("it has more than %d bytes", e.Limit)
}

// BytesIn reads a file inside a folder. If the file has more than limit bytes it is not
// read, and the error is a [*TooLarge].
func BytesIn(root *os.Root, name string, limit int) ([]byte, error) {
	f, err := openIn(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written to it
	if f.size > int64(limit) {
		return nil, &TooLarge{limit}
	}
	return readUpTo(f, int(f.size), limit)
}

// Bytes reads a stream to its end. If the stream has more than limit bytes, the rest is
// not read, and the error is a [*TooLarge].
func Bytes(r io.Reader, limit int) ([]byte, error) {
	return readUpTo(r, 512, limit)
}

// readUpTo reads a stream to its end. size is its expected length in bytes. If the stream
// has more than limit bytes, the error is a [*TooLarge].
func readUpTo(r io.Reader, size, limit int) ([]byte, error) {
	b := make([]byte, 0, size+1)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case len(b) > limit:
			return nil, &TooLarge{limit}
		case err == io.EOF:
			return b, nil
		case err != nil:
			return b, err
		case len(b) == cap(b):
			b = append(b, 0)[:len(b)]
		}
	}
}

// Unreadable turns the error of opening or reading a file into a diagnostic. shown is the
// name under which the user knows the file.
func Unreadable(shown string, err error) *diag.Diagnostic {
	var (
		kind  *NotRegular
		large *TooLarge
	)
	switch {
	case errors.As(err, &kind) && kind.Kind == "a folder":
		return diag.New(diag.Span{}, diag.Unreadable, "%s is a folder, not a file", shown)
	case errors.As(err, &kind):
		return diag.New(diag.Span{}, diag.Unreadable, "%s is %s; only regular files are read", shown, kind.Kind).
			WithFix("copy the text into a regular file and name that file, or name - to read a program from standard input")
	case errors.As(err, &large):
		return diag.New(diag.Span{}, diag.TooLarge, "%s cannot be read: %v", shown, large)
	case errors.Is(err, fs.ErrNotExist):
		return diag.New(diag.Span{}, diag.NoFile, "there is no file %s", shown)
	}
	if lack := lacking(err, shown+" cannot be read"); lack != nil {
		return lack
	}
	return diag.New(diag.Span{}, diag.Unreadable, "%s cannot be read: %v", shown, Reason(err))
}

// Reason returns the cause inside an error of the operating system, without the operation
// and the path that its message would repeat.
func Reason(err error) error {
	var (
		pe *fs.PathError
		le *os.LinkError
		se *os.SyscallError
	)
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	case errors.As(err, &se):
		return se.Err
	}
	return err
}
