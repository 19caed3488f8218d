package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Test prints a program as it was read, in the spelling of herd7.
func Test(in library.Input) (func(io.Writer) error, error) {
	t, err := in.Parse()
	if err != nil {
		return nil, err
	}
	return text(spelt(t).String()), nil
}

// spelt returns a test in the spelling of herd7, as far as herd7 knows its
// instructions. A slot is replaced by one of its choices.
func spelt(t *litmus.Test) *litmus.Test {
	set := sets.Must(t)
	return insert.Rewrite(t, func(col *litmus.Thread, i int) []litmus.Cell {
		c := col.Cells[i]
		if c.Instr != nil && c.Slot == nil {
			c.Instr = set.Herd.Instr(c.Instr)
		}
		return []litmus.Cell{c}
	})
}

// Events prints the event structure of a case.
func Events(ctx context.Context, c opinion.Case, o decide.Options) (func(io.Writer) error, error) {
	s, err := structure(ctx, c, o)
	if err != nil {
		return nil, err
	}
	return text(s.String()), nil
}

// Model prints a model as relation algebra.
func Model(m *fit.Model) func(io.Writer) error { return text(m.String()) }

// Clauses prints the query whether the proposition can hold, as clauses. Nothing in them is
// simplified; they are the clauses of prove.WriteSMTLIB.
func Clauses(ctx context.Context, c opinion.Case, o decide.Options) (func(io.Writer) error, error) {
	s, err := structure(ctx, c, o)
	if err != nil {
		return nil, err
	}
	x, err := encode.NewEncoder(c.Model.Model).Encode(ctx, encode.Query{Structure: s, Goal: encode.Holds}, encode.Options{Whole: true})
	if err != nil {
		return nil, err
	}
	meaning := meanings(s, c.Model, x.F)
	return func(w io.Writer) error {
		_, err := io.WriteString(w, meaning)
		return errors.Join(err, x.F.WriteDIMACS(w))
	}, nil
}

// meanings returns a comment for every variable: the name that it has in SMT-LIB.
func meanings(s *event.Structure, m *fit.Model, f *cnf.Formula) string {
	var b strings.Builder
	name := certify.Names(s, m.Model, f)
	for v := 1; v < len(f.Meaning); v++ {
		fmt.Fprintf(&b, "c %d %s\n", v, name(int32(v)))
	}
	return b.String()
}

// structure builds the event structure of a case.
func structure(ctx context.Context, c opinion.Case, o decide.Options) (s *event.Structure, err error) {
	d := decide.New(c.Model.Model, o)
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Unrolled(ctx, c.Test, c.Choices)
}

// text returns a function that writes s.
func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}
