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

// Read reads the regular file at path, of at most limit bytes. The source is called path.
// The error is a *diag.Diagnostic.
func Read(path string, limit int) (*diag.Source, error) {
	f, err := openPath(path)
	return source(f, err, path, limit)
}

// ReadSeen reads a file as [Read] does, when a listing of its folder has just shown that
// it is a regular one: it is not looked at once more before it is opened.
func ReadSeen(path string, limit int) (*diag.Source, error) {
	f, err := open(nil, func() (*os.File, error) { return os.OpenFile(path, readFlags, 0) })
	return source(f, err, path, limit)
}

// ReadIn reads a file inside a folder as [Read] does; the source is called shown.
func ReadIn(root *os.Root, name, shown string, limit int) (*diag.Source, error) {
	f, err := openIn(root, name)
	return source(f, err, shown, limit)
}

// ReadFrom reads a stream to its end, such as standard input, where more than limit
// bytes are an error; the source is called shown. The error is a *diag.Diagnostic, or a
// [*limit.Reached] of the stream's.
func ReadFrom(r io.Reader, shown string, most int) (*diag.Source, error) {
	text, err := Bytes(r, most)
	if limit.As(err) != nil {
		return nil, err
	}
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	return diag.NewSource(shown, string(text)), nil
}

func source(f *file, err error, shown string, limit int) (*diag.Source, error) {
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	defer f.Close() // it was only read
	if f.size > int64(limit) {
		return nil, Unreadable(shown, &TooLarge{limit})
	}
	text, err := readUpTo(f, int(f.size), limit)
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	return diag.NewSource(shown, string(text)), nil
}

// TooLarge is the error for more bytes than the limit.
type TooLarge struct{ Limit int }

func (e *TooLarge) Error() string {
	if e.Limit >= 1<<20 && e.Limit%(1<<20) == 0 {
		return fmt.Sprintf("it has more than %d MiB", e.Limit>>20)
	}
	return fmt.Sprintf("it has more than %d bytes", e.Limit)
}

// BytesIn reads a file inside a folder. One of more than limit bytes is a [*TooLarge],
// and is not read.
func BytesIn(root *os.Root, name string, limit int) ([]byte, error) {
	f, err := openIn(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	if f.size > int64(limit) {
		return nil, &TooLarge{limit}
	}
	return readUpTo(f, int(f.size), limit)
}

// Bytes reads a stream to its end. More than limit bytes are a [*TooLarge], and are not
// read.
func Bytes(r io.Reader, limit int) ([]byte, error) {
	return readUpTo(r, 512, limit)
}

// readUpTo reads a stream to its end, of likely size bytes. More than limit bytes are a
// [*TooLarge].
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

// Unreadable makes a diagnostic of the error with which a file could not be opened or
// read; shown is how the user knows the file.
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
			WithFix("copy the text into a file and name that file; - reads a program from standard input")
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

// Reason returns an error of the operating system without the path that its message
// repeats.
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
