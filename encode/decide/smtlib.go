package decide

import (
	"context"
	"io"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/programs/event"
)

// SMTLIB writes the question "can the proposition of s hold?" as an SMT-LIB
// file that any solver can answer: unsat means Never. Nothing is settled
// beforehand. version names the program that wrote it.
func (d *Decider) SMTLIB(ctx context.Context, w io.Writer, s *event.Structure, version string) error {
	return d.Question(ctx, w, s, encode.Holds, version)
}

// Question is [Decider.SMTLIB] for any question. Interrupts are not taken apart
// by where they are taken: it is one question, in one file. One that is too
// large is an [encode.TooBig].
func (d *Decider) Question(ctx context.Context, w io.Writer, s *event.Structure, ask encode.Goal, version string) error {
	m := d.modelFor(ask)
	e := encode.NewEncoder(m)
	e.Plain = true
	x, err := e.Encode(ctx, s, ask)
	if err != nil {
		return err
	}
	return certify.WriteQuestion(w, ask.Head(), s, m, x.F, version)
}
