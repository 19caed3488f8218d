package flags

import (
	"io"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Read returns the case and the options for a command that takes one program and one
// model; the program "-" is read from stdin.
func Read(program string, stdin io.Reader, m *One, s *Slots, l *Limits) (q opinion.Case, o decide.Options, err error) {
	if o, err = l.Options(); err != nil {
		return q, o, err
	}
	choices, err := s.Choices()
	if err != nil {
		return q, o, err
	}
	model, err := m.Load()
	if err != nil {
		return q, o, err
	}
	in, err := m.Files.Program(program, stdin)
	if err != nil {
		return q, o, err
	}
	q, err = opinion.NewCase(in, model, choices)
	return q, o, err
}
