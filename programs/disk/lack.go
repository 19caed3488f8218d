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

// resource describes a resource that a machine can run out of: the error numbers that show
// it, and the diagnostic for it.
type resource struct {
	code   diag.Code
	errnos []syscall.Errno
	fix    string
}

var resources = []resource{
	{diag.NoSpace, []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG},
		"free some space, raise the limit, or write to a place with more space (for temporary files, set the environment variable TMPDIR)"},
	{diag.NoDescriptors, []syscall.Errno{syscall.EMFILE, syscall.ENFILE}, "raise the limit on open files: ulimit -n 256; or run fewer jobs at a time: -j 1"},
	{diag.NoMemory, []syscall.Errno{syscall.ENOMEM}, "raise the limit on memory, or run fewer jobs at a time: -j 1"},
	{diag.NoProcess, []syscall.Errno{syscall.EAGAIN}, "raise the limit on processes (ulimit -u), or run fewer jobs at a time: -j 1"},
}

// Lacking returns a diagnostic if err says that the machine lacks a resource: space, open
// files, memory or processes. It returns nil for every other error.
func Lacking(err error) *diag.Diagnostic {
	for _, d := range diag.All(err) {
		if d.Code.AboutMachine() {
			return d
		}
	}
	return lacking(err, "")
}

// lacking does the work of Lacking for an error that is not a diagnostic. what says what
// could not be done.
func lacking(err error, what string) *diag.Diagnostic {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return nil
	}
	var pe *fs.PathError
	if errno == syscall.EAGAIN && (!errors.As(err, &pe) || pe.Op != "fork/exec") {
		return nil // for other operations EAGAIN only means "try again"
	}
	for _, l := range resources {
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

// TempDir creates a folder for temporary files. Its errors are always about the machine,
// because users do not name the place on the command line.
func TempDir(pattern string) (string, error) {
	dir, err := os.MkdirTemp("", pattern)
	if err == nil {
		return dir, nil
	}
	what := fmt.Sprintf("a temporary folder cannot be created in %s", os.TempDir())
	if d := lacking(err, what); d != nil {
		return "", d
	}
	return "", diag.New(diag.Span{}, diag.NoTemporary, "%s: %v", what, Reason(err)).
		WithFix("set the environment variable TMPDIR to a writable folder")
}

// TempFile writes a temporary file. Its errors are always about the machine, as those of
// TempDir.
func TempFile(path string, text []byte) error {
	err := os.WriteFile(path, text, 0o600)
	if err == nil {
		return nil
	}
	if d := lacking(err, "a temporary file cannot be written in "+os.TempDir()); d != nil {
		return d
	}
	return diag.New(diag.Span{}, diag.NoTemporary, "a temporary file cannot be written in %s: %v", os.TempDir(), Reason(err)).
		WithFix("set the environment variable TMPDIR to a writable folder")
}

// CheckSpace returns an error if a folder has no space for a small file (64 KiB). It serves to
// explain why another program failed or wrote too little there, which that program may
// not say.
func CheckSpace(dir string) error {
	path := filepath.Join(dir, "room")
	return errors.Join(TempFile(path, make([]byte, 1<<16)), os.RemoveAll(path))
}

// CheckDescriptors returns an error if fewer than n files can be opened.
func CheckDescriptors(n int) error {
	for i := range n {
		fd, err := syscall.Open("/", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		if err != nil {
			if d := lacking(err, fmt.Sprintf("only %d files can be opened, but up to %d are needed", i, n)); d != nil {
				return d
			}
			return nil // another error says nothing about how many files can be opened
		}
		defer syscall.Close(fd)
	}
	return nil
}
