package run

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/answers/warn"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Question is one program under one model with a choice for every slot.
type Question struct {
	Name    string // of the program, as the user gave it
	Test    *litmus.Test
	Model   fit.Model
	Choices map[string]string

	Warnings diag.List // see Warnings
}

// NewQuestion reads the program, and finds out what it is judged by where
// nobody has named a model.
func NewQuestion(in library.Input, m fit.Model, choices map[string]string) (q Question, err error) {
	q = Question{Name: in.Name, Choices: choices}
	if q.Test, err = in.Parse(); err != nil {
		return q, err
	}
	by, err := m.For(q.Test)
	if err == nil {
		q.Model, q.Warnings = *by, warn.Of(q.Test, by)
	}
	return q, err
}

// Ask answers one question.
func Ask(ctx context.Context, q Question, o decide.Options) (s *event.Structure, a decide.Answer, err error) {
	w := newWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.close()) }()
	return w.decide(ctx, q.Test, &q.Model, q.Choices)
}
