// Package iostreams is where a command's output goes. Commands are handed one
// and touch nothing else, so that tests can read what they write.
package iostreams

import (
	"bufio"
	"errors"
	"io"

	"github.com/fencewise/fencewise/programs/disk"
)

// IO is the streams of one run of the program. Answers go to Out; diagnostics
// and everything else that is said on the way go to Err.
type IO struct {
	Out, Err io.Writer
	In       io.Reader // what the program "-" is read from; nil for nothing
	// Terminal says whether each of them is one, and so a person watches.
	OutTerminal, ErrTerminal bool
}

// Sink remembers the first error of a writer and passes nothing on after it: a
// full disk must not look like a shorter answer.
type Sink struct {
	W   io.Writer
	Err error
}

// Write writes unless a write failed before.
func (s *Sink) Write(b []byte) (int, error) {
	if s.Err != nil {
		return 0, s.Err
	}
	n, err := s.W.Write(b)
	s.Err = err
	return n, err
}

// To hands write a file, or Out when the path is empty, "-" or /dev/stdout. The file is
// there under its name only when it is whole: after an error there is what was there
// before. The error names the file.
func (s IO) To(path string, write func(io.Writer) error) error {
	switch path {
	case "", "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1": // opened anew it would be written from its beginning
		return write(s.Out)
	case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2":
		return write(s.Err)
	}
	f, err := disk.Create(path)
	if err != nil {
		return disk.Unwritable(path, err)
	}
	whole := false
	defer func() {
		if !whole {
			_ = f.Abort() // there is an error already, or a panic
		}
	}()
	sink := &Sink{W: f}
	b := bufio.NewWriter(sink)
	err = errors.Join(write(b), b.Flush())
	switch {
	case sink.Err != nil: // what write makes of it says no more
		return disk.Unwritable(path, sink.Err)
	case err != nil:
		return err
	}
	whole = true
	if err := f.Commit(); err != nil {
		return disk.Unwritable(path, err)
	}
	return nil
}
