package mail

import (
	"context"
	"errors"
	"strings"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/herd"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/mail"
)

// Writer makes listings of programs.
type Writer struct {
	o     decide.Options
	count *opinion.Worker // enumerates executions
	judge *opinion.Worker // decides, where these are too many
}

// maxCandidates bounds the candidate executions that are tried to count executions for a mail.
const maxCandidates = enumerate.DefaultMaxCandidates / 50

// NewWriter returns a writer; Close frees its solvers.
func NewWriter(o decide.Options) *Writer {
	return &Writer{
		o:     o,
		count: opinion.NewWorker(opinion.Options{Options: o, Counts: true, MaxCandidates: maxCandidates}),
		judge: opinion.NewWorker(opinion.Options{Options: o}),
	}
}

// Close frees the solvers.
func (w *Writer) Close() error { return errors.Join(w.count.Close(), w.judge.Close()) }

// Listing returns a listing of a case: the test without slots, and its result. Whole says that
// the test is printed.
func (w *Writer) Listing(ctx context.Context, label string, c opinion.Case, whole bool) (l mail.Listing, err error) {
	l.Label = label
	if l.Result, err = w.result(ctx, c); err != nil {
		return l, err
	}
	if whole {
		l.Test = Filled(c)
	}
	return l, nil
}

// Filled returns the test of a case without slots.
func Filled(c opinion.Case) *litmus.Test { return insert.Fill(c.Test, c.Choices) }

// result returns the lines from Witnesses to Observation. If there are too many executions to
// count them, it is the line Observation without numbers.
func (w *Writer) result(ctx context.Context, c opinion.Case) (lines []string, err error) {
	log := ""
	err = w.count.Guard(func() (err error) {
		log, err = herd.Log(ctx, w.count, c)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case log != "":
		return mail.Results(log), nil
	}
	err = w.judge.Guard(func() error {
		_, a, err := w.judge.Decide(ctx, c)
		lines = mail.Observation(c.Test.Name, string(a.Verdict))
		return err
	})
	return lines, err
}

// by begins a sentence with who judges a test: a model, or for a compiled test its target,
// called by its heading, and the model with its variants.
func by(t *litmus.Test, heading string, m *fit.Model) string {
	if !t.Compiled() {
		return "By the model " + m.Name
	}
	return "Compiled for " + heading + " and judged by the model " + strings.Join(append([]string{m.Name}, m.Variants...), " with ")
}
