package opinion

import (
	"context"
	"errors"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/warn"
)

// Case is what is decided: one program under one model, with choices for its slots.
type Case struct {
	Name    string // of the program, as the user gave it
	Test    *litmus.Test
	Model   *fit.Model
	Choices map[string]string

	Warnings diag.List // what is odd about the program under the model

	bound        int  // on loops; 0: as the options say
	laterReading bool // of a .c file, whose first reading is decided, too
}

// NewCase reads a program and finds the model that judges it. If m judges a target, the
// program is compiled for it. The choices for slots go before those that come with the program.
func NewCase(in library.Input, m *fit.Model, choices map[string]string) (c Case, err error) {
	c = Case{Name: in.Name, Choices: in.With(choices)}
	if c.Test, err = in.Parse(); err != nil {
		return c, err
	}
	c.Test = m.Test(c.Test)
	by, err := m.For(c.Test)
	if err == nil {
		c.Model, c.Warnings = by, warn.Of(c.Test, by)
	}
	return c, err
}

// Under says who judges the case, in words that follow its name: see [results.Under].
func (c *Case) Under() string { return results.Under(c.Test.Target, c.Model.Name, c.Model.Variants) }

// Decide decides one case, with a worker of its own.
func Decide(ctx context.Context, c Case, o decide.Options) (s *event.Structure, a decide.Answer, err error) {
	w := NewWorker(Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	return w.Decide(ctx, c)
}

// Prevented returns the test whose proposition is to become impossible: that of an exists or
// ~exists, and for a forall its negation.
func Prevented(t *litmus.Test) *litmus.Test {
	bad := *t
	if t.Cond.Quant == verdict.ForAll {
		bad.Cond.Quant = verdict.NotExists
		bad.Cond.Prop = &litmus.Not{P: t.Cond.Prop, Span: t.Cond.Span}
	}
	return &bad
}
