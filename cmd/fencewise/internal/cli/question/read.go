package question

import (
	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/encode/decide"
)

// Read puts together what a command asks that takes one program and one model.
func Read(program string, m *One, s *Slots, l *Limits) (q run.Question, o decide.Options, err error) {
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
	in, err := Program(program)
	if err != nil {
		return q, o, err
	}
	q, err = run.NewQuestion(in, model, choices)
	return q, o, err
}
