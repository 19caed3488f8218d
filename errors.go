package fencewise

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Diagnostic is one thing that is wrong with, or odd about, a program, a model or options.
type Diagnostic struct {
	File         string // "" if it is about no text
	Line, Column int    // from 1; 0 if it is about no text
	Code         string // such as FW1034; a code never gets a second meaning
	Message      string
	Notes        []string
	Fix          string // what to do; may be empty
}

// String returns the diagnostic in one line.
func (d Diagnostic) String() string {
	if d.File == "" {
		return fmt.Sprintf("%s [%s]", d.Message, d.Code)
	}
	return fmt.Sprintf("%s:%d:%d: %s [%s]", d.File, d.Line, d.Column, d.Message, d.Code)
}

// Diagnostics returns what is wrong with the input according to an error of this package.
// It returns nil if the error is not about the input.
func Diagnostics(err error) []Diagnostic { return diagnostics(diag.All(err)) }

func diagnostics(ds []*diag.Diagnostic) []Diagnostic {
	var all []Diagnostic
	for _, d := range ds {
		out := Diagnostic{Code: string(d.Code), Message: d.Msg, Notes: slices.Clone(d.Notes), Fix: d.Fix}
		if d.Span.Known() {
			out.File = d.Span.Src.Name
			out.Line, out.Column = d.Span.Src.Position(d.Span.Start)
		}
		all = append(all, out)
	}
	return all
}

// ErrDisagreement is in the chain of an error that says that two opinions about one program
// differ: two engines, an engine and the evaluator of executions, or a solver and the check of
// its proof. One of them is wrong, and no answer about the program can be trusted.
var ErrDisagreement = errors.New("two opinions differ")

// alarm puts ErrDisagreement into the chain of an error that is one.
func alarm(err error) error {
	var (
		engines   *opinion.Disagreement
		evaluator *decide.Disagreement
		proof     *solve.Unproved
	)
	if errors.As(err, &engines) || errors.As(err, &evaluator) || errors.As(err, &proof) {
		return fmt.Errorf("%w: %w", ErrDisagreement, err)
	}
	return err
}
