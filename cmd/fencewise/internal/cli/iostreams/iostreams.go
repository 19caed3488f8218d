// Package iostreams is where a command's output goes. Commands are handed one
// and touch nothing else, so that tests can read what they write.
package iostreams

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/fencewise/fencewise/programs/diag"
)

// IO is the streams of one run of the program. Answers go to Out; diagnostics
// and everything else that is said on the way go to Err.
type IO struct {
	Out, Err io.Writer
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

// To hands write a file, or Out when the path is empty or "-". A file that could not
// be written whole is an error; what it was before is gone.
func (s IO) To(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(s.Out)
	}
	f, err := os.Create(path)
	if err == nil {
		b := bufio.NewWriter(f)
		err = errors.Join(write(b), b.Flush(), f.Close())
	}
	if err == nil {
		return nil
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return diag.New(diag.Span{}, diag.Unwritable, "%s cannot be written: %v", path, pe.Err)
	}
	return err
}
