// Package iostreams holds the streams that a command reads and writes. Commands get an
// IO and use no other streams, so that tests can read what they write.
package iostreams

import (
	"bufio"
	"errors"
	"io"

	"github.com/fencewise/fencewise/programs/disk"
)

// IO holds the streams of one run of the program. Answers go to Out; diagnostics,
// progress and notes go to Err.
type IO struct {
	Out, Err io.Writer
	In       io.Reader // the program "-" is read from it; nil: no input
	// OutTerminal and ErrTerminal say whether Out and Err are terminals.
	OutTerminal, ErrTerminal bool
	OutWidth                 int   // of the terminal Out, in columns; 0 if Out is none
	Color                    *When // nil: Auto

	screen *Screen // that shows the progress; nil for none
}

// Sink remembers the first error of a writer, and writes nothing after it: a full
// disk must not look like a shorter answer.
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

// To calls write with a file, or with Out if the path is empty, "-" or /dev/stdout. The
// file gets its name only when it is complete; after an error the old file is
// unchanged. The error names the file.
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
			_ = f.Abort() // another error or a panic is reported already
		}
	}()
	sink := &Sink{W: f}
	b := bufio.NewWriter(sink)
	err = errors.Join(write(b), b.Flush())
	switch {
	case sink.Err != nil: // the error of write says nothing more
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
