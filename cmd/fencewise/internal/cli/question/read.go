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
	if q.Choices, err = s.Choices(); err != nil {
		return q, o, err
	}
	if q.Model, err = m.Load(); err != nil {
		return q, o, err
	}
	q.Input, err = Program(program)
	return q, o, err
}
