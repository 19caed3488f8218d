package run

import (
	"context"
	"errors"
	"io"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
)

// Question is one program under one model with a choice for every slot.
type Question struct {
	Input   library.Input
	Model   Model
	Choices map[string]string
}

// Ask answers one question.
func Ask(ctx context.Context, q Question, o decide.Options) (s *event.Structure, a decide.Answer, err error) {
	test, err := read(q.Input)
	if err != nil {
		return nil, a, err
	}
	w := newWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.close()) }()
	return w.decide(ctx, test, &q.Model, q.Choices)
}

// WriteProof writes the question as an SMT-LIB script: the answer unsat means
// that the proposition cannot hold. s is the structure that Ask gave for q.
func WriteProof(w io.Writer, q Question, o decide.Options, s *event.Structure, version string) error {
	d, err := decide.New(q.Model.Model, o)
	if err != nil {
		return err
	}
	return errors.Join(d.SMTLIB(w, s, version), d.Close())
}
