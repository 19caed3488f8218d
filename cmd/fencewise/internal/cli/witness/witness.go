// Package witness is the command "fencewise witness": an execution in which a
// program's condition holds.
package witness

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   flags.One
	Slots   flags.Slots
	Limits  flags.Limits
	Format  string // "": chosen by the ending of Output
	Output  string
	Edges   []string // relations that a drawing also shows
	Stored  string   // the file of a witness to judge again; "" to search for one
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "witness FILE|NAME",
		Short: "Show an execution in which the condition holds",
		Long: `Show an execution in which the proposition of the final condition holds.

The formats are:

  text    a story: a column for each thread, loads and stores in an order in
          which they can take effect; accesses out of program order are marked,
          and interrupts are shown where they are taken
  svg     a drawing: a column for each thread with program order downwards, and
          edges for reads-from, coherence, from-reads and doorbells; a cycle
          that no interleaving of the threads has is bold
  dot     the same drawing for Graphviz
  html    a page for a browser with the program, the story and the drawing
  json    data, which --check judges again, also under another model
  litmus  a test whose condition holds only in this execution, as far as
          possible, so that herd7 can confirm it
  mail    the test, its result in herd7's words, and the story, for a patch mail

Without --format the ending of the output file selects the format. --edges adds
relations of the model to a drawing. --check uses only the choices that the file
records, and computes everything else again.

The exit status is 1 if no such execution exists, or if the model does not allow
the stored one or the condition does not hold in it.`,
		Example: `  fencewise witness host_ipi/mail
  fencewise witness host_ipi/mail --set set.before=lwsync --set clear.after=sync
  fencewise witness host_ipi/mail --format svg -o mail.svg
  fencewise witness host_ipi/mail -f dot --edges ppo,fence | dot -Tpdf > mail.pdf
  fencewise witness host_ipi/mail -o mail.json
  fencewise witness --check mail.json host_ipi/mail --model tso
  fencewise witness host_ipi/mail -o pinned.litmus && herd7 pinned.litmus`,
		Args:              flags.Takes("a program"),
		ValidArgsFunction: flags.CompleteProgram,
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
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: text, svg, dot, html, json, litmus or mail (default: by the ending of the output file, otherwise text)")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().StringSliceVar(&o.Edges, "edges", nil, "also draw the relations `NAMES` of the model, for example hb,prop")
	cmd.Flags().StringVar(&o.Stored, "check", "", "judge the execution in `FILE`, written by --format json")
	flags.Words(cmd, "format", names()...)
	return cmd
}

// Run finds an execution and shows it, or judges a stored one.
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
		return diag.New(diag.Span{}, diag.BadOption, "--edges: a name is empty").WithFix("name relations of the model, for example --edges hb,prop")
	}
	f, err := o.format()
	if err != nil {
		return err
	}
	q, limits, err := flags.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	flags.Warn(o.IO.Err, q.Warnings)
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
	var b bytes.Buffer // so that a file is created only if the text is complete
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
