package flags

import (
	"errors"
	"io"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Read returns the case and the options for a command that takes one program and one
// model; the program "-" is read from stdin.
func Read(program string, stdin io.Reader, m *One, s *Slots, l *Limits) (q opinion.Case, o decide.Options, err error) {
	r, err := ReadFor(program, stdin, m, &Targets{}, s, l)
	if err != nil {
		return q, o, err
	}
	q, err = r.Case(0)
	return q, r.Limits, err
}

// Asked holds what a command about one program is asked: about the program as each of some
// targets has it.
type Asked struct {
	Limits  decide.Options
	in      library.Input
	judges  []*fit.Model // one for each target, or one
	choices map[string]string
	open    bool // the user names neither a target nor a model
}

// ReadFor reads the flags of a command that takes one program, one model and any number of
// targets; the program "-" is read from stdin.
func ReadFor(program string, stdin io.Reader, m *One, t *Targets, s *Slots, l *Limits) (a Asked, err error) {
	if a.Limits, err = l.Options(); err != nil {
		return a, err
	}
	if a.choices, err = s.Choices(); err != nil {
		return a, err
	}
	if a.judges, err = m.LoadFor(t); err != nil {
		return a, err
	}
	a.open = len(t.Names) == 0 && !m.Named()
	if a.in, err = m.Files.Program(program, stdin); err != nil {
		return a, err
	}
	a.in, err = s.Choose(a.in)
	return a, err
}

// Len returns the number of cases.
func (a *Asked) Len() int { return len(a.judges) }

// Case returns a case: the program, compiled for the target with this number. It reads the
// program.
func (a *Asked) Case(i int) (opinion.Case, error) {
	return opinion.NewCase(a.in, a.judges[i], a.choices)
}

// Others returns the cases of the other readings of a .c file, where q is its first one and the
// user has named none. It leaves out those that are refused.
func (a *Asked) Others(q opinion.Case) (all []opinion.Case) {
	if !a.open {
		return nil
	}
	in := a.in
	in.Each = true
	for _, t := range in.Readings(q.Test)[1:] {
		other := opinion.Case{Name: q.Name, Test: t, Choices: q.Choices}
		var err error
		if other.Model, err = a.judges[0].For(t); err == nil {
			all = append(all, other)
		}
	}
	return all
}

// Each answers the case of each target. An error about one does not keep the others from
// being answered: it is written to stderr, and the worst exit status is returned.
func (a *Asked) Each(stderr io.Writer, answer func(q opinion.Case) error) error {
	one := func(i int) error {
		q, err := a.Case(i)
		if err != nil {
			return err
		}
		Warn(stderr, q.Warnings)
		return answer(q)
	}
	if a.Len() == 1 {
		return one(0)
	}
	var grave []error
	status := exit.OK
	for i := range a.Len() {
		err := one(i)
		_, told := err.(*exit.Reported)
		switch {
		case err == nil:
		case told:
			status = exit.Worse(status, exit.Of(err))
		case exit.OfInput(err):
			status = exit.Worse(status, exit.Of(err))
			diag.Render(stderr, err)
		default:
			grave = append(grave, err)
		}
	}
	return errors.Join(append(grave, exit.With(status))...)
}
