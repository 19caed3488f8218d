// Package witness is the command "fencewise witness": an execution in which a
// program's condition holds.
package witness

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	Format  string // "" for what Output ends in
	Output  string
	Edges   []string // relations that a drawing shows besides
	Stored  string   // the file of a witness that is judged again; "" to look for one
}

// New makes the command. runF replaces what it does, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "witness FILE|NAME",
		Short: "Show an execution in which the condition holds",
		Long: `Show an execution in which the proposition of the final condition holds.

As text it is told as a story: a column for each thread, loads and stores in
an order in which they can take effect, those out of program order marked, and
interrupts where they are taken. As svg it is a drawing, as dot one for
Graphviz: a column for each thread with program order downwards; reads-from,
coherence, from-reads and doorbells; and bold a cycle of them that threads
which run by turns could not show. --edges adds relations of the model.
As html it is a page for a browser with the program, the story and the drawing.

As json it is data, which --check judges again, under another model too:
nothing is searched, and nothing is believed that the file says of itself. As
litmus it is a test of its own whose condition holds in this execution alone,
as far as that can be had, for herd7 to confirm.

Without --format the ending of the file decides. Where there is no such
execution, or the stored one is none, the exit status is 1.`,
		Example: `  fencewise witness host_ipi/mail
  fencewise witness host_ipi/mail --set set.before=lwsync --set clear.after=sync
  fencewise witness host_ipi/mail --format svg -o mail.svg
  fencewise witness host_ipi/mail -f dot --edges ppo,fence | dot -Tpdf > mail.pdf
  fencewise witness host_ipi/mail -o mail.json
  fencewise witness --check mail.json host_ipi/mail --model tso
  fencewise witness host_ipi/mail -o pinned.litmus && herd7 pinned.litmus`,
		Args:              question.Takes("a program"),
		ValidArgsFunction: question.CompleteProgram,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Program = args[0]
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	o.Model.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: text, svg, dot, html, json or litmus (default by the ending of FILE, else text)")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().StringSliceVar(&o.Edges, "edges", nil, "draw the relations `NAMES` of the model, too, as in hb,prop")
	cmd.Flags().StringVar(&o.Stored, "check", "", "judge the execution in `FILE`, which --format json wrote")
	question.Words(cmd, "format", names()...)
	return cmd
}

// Run looks for an execution and shows it, or judges a stored one.
func Run(cmd *cobra.Command, o *Options) error {
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	if o.Stored != "" {
		return check(cmd, o)
	}
	if cmd.Flags().Changed("edges") && (len(o.Edges) == 0 || slices.Contains(o.Edges, "")) {
		return diag.New(diag.Span{}, diag.BadOption, "--edges: a name is empty").WithFix("name relations of the model, as in --edges hb,prop")
	}
	f, err := o.format()
	if err != nil {
		return err
	}
	q, limits, err := question.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	question.Warn(o.IO.Err, q.Warnings)
	s, a, err := opinion.Decide(cmd.Context(), q, limits)
	switch {
	case err != nil:
		return err
	case a.Verdict == verdict.Unknown:
		fmt.Fprintf(o.IO.Err, "%s under %s is Unknown: %s\n", q.Name, q.Model.Name, a.Reason)
		return exit.With(exit.Unknown)
	case a.Witness == nil:
		fmt.Fprintf(o.IO.Err, "%s under %s is %s: there is no execution to show\n", q.Name, q.Model.Name, a.Verdict)
		return exit.With(exit.ClaimFails)
	}
	var b bytes.Buffer // so that no file is begun that cannot be written
	if err := f.write(cmd.Context(), o, &b, found{&q, a.Witness}); err != nil {
		return err
	}
	l, err := opinion.Limitation(cmd.Context(), q, limits, s, a)
	if err != nil {
		return err
	}
	if l != nil && f.name == "text" {
		fmt.Fprintf(&b, "Note: %s\n", l)
	} else if l != nil {
		fmt.Fprintf(o.IO.Err, "note: %s\n", l)
	}
	return o.IO.To(o.Output, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}
