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
	f, err := Open(path)
	return source(f, err, path, limit)
}

// ReadIn reads a file inside a folder as [Read] does; the source is called shown.
func ReadIn(root *os.Root, name, shown string, limit int) (*diag.Source, error) {
	f, err := OpenIn(root, name)
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

func source(f *os.File, err error, shown string, limit int) (*diag.Source, error) {
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	defer f.Close() // it was only read
	if info, err := f.Stat(); err == nil && info.Size() > int64(limit) {
		return nil, Unreadable(shown, &TooLarge{limit})
	}
	return ReadFrom(f, shown, limit)
}

// TooLarge is the error that there are more bytes than the limit.
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
	f, err := OpenIn(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	if info, err := f.Stat(); err == nil && info.Size() > int64(limit) {
		return nil, &TooLarge{limit}
	}
	return Bytes(f, limit)
}

// Bytes reads a stream to its end. More than limit bytes are a [*TooLarge], and are not
// read.
func Bytes(r io.Reader, limit int) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && len(b) > limit {
		return nil, &TooLarge{limit}
	}
	return b, err
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

// Reason is an error of the operating system without the path that its message repeats.
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
