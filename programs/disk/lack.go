package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/fencewise/fencewise/programs/diag"
)

// lack is something that a machine can run out of.
type lack struct {
	code   diag.Code
	errnos []syscall.Errno
	fix    string
}

var lacks = []lack{
	{diag.NoSpace, []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG},
		"make room, raise the limit, or name a place with more space (for temporary files: the variable TMPDIR)"},
	{diag.NoDescriptors, []syscall.Errno{syscall.EMFILE, syscall.ENFILE}, "raise the limit on open files: ulimit -n 256; or run fewer jobs at a time: -j 1"},
	{diag.NoMemory, []syscall.Errno{syscall.ENOMEM}, "raise the limit on memory, or run fewer jobs at a time: -j 1"},
	{diag.NoProcess, []syscall.Errno{syscall.EAGAIN}, "raise the limit on processes (ulimit -u), or run fewer jobs at a time: -j 1"},
}

// Lacking returns a diagnostic if err says that the machine lacks something: space, open
// files, memory, processes. It is nil for every other error.
func Lacking(err error) *diag.Diagnostic {
	for _, d := range diag.All(err) {
		if d.Code.Environment() {
			return d
		}
	}
	return lacking(err, "")
}

// lacking is Lacking for an error that is no diagnostic; what says what could not be done.
func lacking(err error, what string) *diag.Diagnostic {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return nil
	}
	var pe *fs.PathError
	if errno == syscall.EAGAIN && (!errors.As(err, &pe) || pe.Op != "fork/exec") {
		return nil // elsewhere it only means to try again
	}
	for _, l := range lacks {
		for _, e := range l.errnos {
			if errno != e {
				continue
			}
			if what == "" {
				return diag.New(diag.Span{}, l.code, "%v", err).WithFix("%s", l.fix)
			}
			return diag.New(diag.Span{}, l.code, "%s: %v", what, Reason(err)).WithFix("%s", l.fix)
		}
	}
	return nil
}

// TempDir makes a folder for temporary files. All its errors are about the machine, because
// no user names the place on the command line.
func TempDir(pattern string) (string, error) {
	dir, err := os.MkdirTemp("", pattern)
	if err == nil {
		return dir, nil
	}
	what := fmt.Sprintf("no temporary folder can be made in %s", os.TempDir())
	if d := lacking(err, what); d != nil {
		return "", d
	}
	return "", diag.New(diag.Span{}, diag.NoTemporary, "%s: %v", what, Reason(err)).
		WithFix("set the variable TMPDIR to a folder that can be written")
}

// TempFile writes a temporary file.
func TempFile(path string, text []byte) error {
	err := os.WriteFile(path, text, 0o600)
	if err == nil {
		return nil
	}
	if d := lacking(err, "a temporary file cannot be written in "+os.TempDir()); d != nil {
		return d
	}
	return diag.New(diag.Span{}, diag.NoTemporary, "a temporary file cannot be written in %s: %v", os.TempDir(), Reason(err)).
		WithFix("set the variable TMPDIR to a folder that can be written")
}

// Room returns an error if a folder has no room for a small file. A program that writes
// there and fails, or writes less than it should, may not say why.
func Room(dir string) error {
	path := filepath.Join(dir, "room")
	return errors.Join(TempFile(path, make([]byte, 1<<16)), os.RemoveAll(path))
}

// Descriptors returns an error if fewer than n files can be opened.
func Descriptors(n int) error {
	for i := range n {
		fd, err := syscall.Open("/", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		if err != nil {
			if d := lacking(err, fmt.Sprintf("only %d files can be opened, but up to %d are needed", i, n)); d != nil {
				return d
			}
			return nil // it says nothing about others
		}
		defer syscall.Close(fd)
	}
	return nil
}
