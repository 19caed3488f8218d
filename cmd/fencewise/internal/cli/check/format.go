package check

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results"
)

// writer picks the form of the output.
func (o *Options) writer() (func(io.Writer, *batch, *results.Record) error, error) {
	switch o.Format {
	case "text":
		return writeText, nil
	case "json":
		return func(w io.Writer, _ *batch, r *results.Record) error { return r.WriteJSON(w) }, nil
	}
	d := diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", o.Format)
	return nil, d.Note("the formats: text, json")
}

// maxName bounds the padding of names: one long path must not push the
// verdicts of all others off the screen.
const maxName = 44

// widths finds the widths of the columns before anything is written.
func (b *batch) widths(ins []library.Input, ms []run.Model) {
	for _, in := range ins {
		if n := utf8.RuneCountInString(in.Name); n <= maxName {
			b.name = max(b.name, n)
		}
	}
	for _, m := range ms {
		b.model = max(b.model, utf8.RuneCountInString(m.Name))
	}
}

// writeText writes the verdict on one line, so that grep finds it.
func writeText(w io.Writer, b *batch, r *results.Record) error {
	line := fmt.Sprintf("%-*s  %-*s  %-9s  %-2s", b.name, r.File, b.model, r.Model, r.Verdict, r.Outcome)
	if r.Reason != "" {
		line += "  " + r.Reason
	}
	_, err := fmt.Fprintln(w, strings.TrimRight(line, " "))
	return err
}
