package check

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// writer returns the function that writes one program's results in the chosen
// format.
func (o *Options) writer() (func(io.Writer, *batch, *opinion.Checked) error, error) {
	each := func(write func(io.Writer, *batch, *results.Record) error) func(io.Writer, *batch, *opinion.Checked) error {
		return func(w io.Writer, b *batch, c *opinion.Checked) error {
			for i := range c.Records { // lines about one program are aligned; widths does not know readings and doorbells
				b.model = max(b.model, utf8.RuneCountInString(c.Records[i].JudgedBy()))
			}
			for i := range c.Records {
				if err := write(w, b, &c.Records[i]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	switch o.Format {
	case "text":
		return each(func(w io.Writer, b *batch, r *results.Record) error { return writeText(o.IO.Paint(w), b, r) }), nil
	case "herd":
		return func(w io.Writer, _ *batch, c *opinion.Checked) error {
			_, err := w.Write(c.Log)
			return err
		}, nil
	case "json":
		return each(func(w io.Writer, _ *batch, r *results.Record) error { return r.WriteJSON(w) }), nil
	}
	return nil, flags.NoFormat(o.Format, []string{"text", "herd", "json"})
}

// maxName bounds the padding of names: one long path must not push the
// verdicts of all others off the screen.
const maxName = 44

// widths finds the widths of the columns before anything is written.
func (b *batch) widths(ins []library.Input, ms []*fit.Model) {
	for _, in := range ins {
		if n := utf8.RuneCountInString(in.Name); n <= maxName {
			b.name = max(b.name, n)
		}
	}
	for _, m := range ms {
		b.model = max(b.model, utf8.RuneCountInString(m.Name))
		for _, to := range b.o.Targets.Names {
			by := results.Record{Target: to, Model: m.Name}
			if t, err := target.Named(to); err == nil && len(b.o.Models.Names) == 0 {
				by.Model, by.Variants = t.Model, t.Variants
			}
			b.model = max(b.model, utf8.RuneCountInString(by.JudgedBy()))
		}
	}
}

// writeText writes the verdict on one line, so that grep finds it.
func writeText(w io.Writer, b *batch, r *results.Record) error {
	line := fmt.Sprintf("%-*s  %-*s  %-9s  %-2s", b.name, r.File, b.model, r.JudgedBy(), r.Word(r.Verdict), r.Outcome)
	more := notes(r)
	if b.unexpected(r.Verdict) {
		more = append(more, "expected: "+string(b.expected))
	}
	for _, more := range more {
		line += "  " + more
	}
	if _, err := fmt.Fprintln(w, strings.TrimRight(line, " ")); err != nil {
		return err
	}
	for i := range r.Waits {
		if _, err := fmt.Fprintf(w, "  %s\n", &r.Waits[i]); err != nil {
			return err
		}
	}
	if r.Limitation != nil {
		if _, err := fmt.Fprintf(w, "  note: %s\n", r.Limitation); err != nil {
			return err
		}
	}
	if r.Sensitivity != nil {
		if _, err := fmt.Fprintf(w, "  %s\n", r.Sensitivity); err != nil {
			return err
		}
	}
	return writeStates(w, r)
}

// notes lists what else the line of a verdict says: why it is Unknown, that it is Never
// because nothing comes to an end, and the flags.
func notes(r *results.Record) []string {
	var all []string
	if r.Reason != "" {
		all = append(all, r.Reason)
	}
	switch {
	case r.Deadlock != "":
		all = append(all, "deadlock: no execution ends: "+r.Deadlock)
	case r.Executions == results.NoExecutions:
		all = append(all, "no execution passes the filter")
	}
	if len(r.Flags) > 0 {
		all = append(all, "flags: "+strings.Join(r.Flags, ", "))
	}
	if r.ClaimTighter {
		all = append(all, "tighter than the test claims: "+r.Claim)
	}
	if r.ClaimFails() {
		all = append(all, "the test claims: "+r.Claim)
	}
	var open []string
	for i, f := range r.FlagsUnknown {
		open = append(open, f.Flag)
		if i+1 < len(r.FlagsUnknown) && r.FlagsUnknown[i+1].Reason == f.Reason {
			continue
		}
		text := "flags unknown: " + strings.Join(open, ", ")
		if f.Reason != r.Reason {
			text += ": " + f.Reason
		}
		all, open = append(all, text), nil
	}
	return all
}

// writeStates writes the final states below the verdict, if they were requested: a
// * before those that satisfy the proposition, and the number of executions.
func writeStates(w io.Writer, r *results.Record) error {
	if r.States == nil {
		return nil
	}
	var b strings.Builder
	width := 0
	if r.Counts != nil {
		for _, n := range r.Counts.States {
			width = max(width, len(strconv.Itoa(n)))
		}
	}
	for i, st := range r.States {
		mark := " "
		if r.Holds[i] {
			mark = "*"
		}
		b.WriteString("  " + mark)
		if r.Counts != nil {
			fmt.Fprintf(&b, " %*d", width, r.Counts.States[i])
		}
		b.WriteString(" " + st + "\n")
	}
	if r.Counts != nil {
		least := ""
		if r.Counts.AtLeast {
			least = "at least "
		}
		fmt.Fprintf(&b, "  executions: %s%d positive, %s%d negative\n", least, r.Counts.Positive, least, r.Counts.Negative)
	}
	if r.Incomplete != "" {
		what := "states"
		if r.Counts != nil {
			what = "executions"
		}
		b.WriteString("  there can be more " + what + ": " + r.Incomplete + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
