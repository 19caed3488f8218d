// Package witness is the command "fencewise witness": an execution in which a
// program's condition holds.
package witness

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/story"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	Format  string
	Output  string
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
interrupts where they are taken. As dot it is a graph of program order,
reads-from, coherence, from-reads and doorbells.

Where there is no such execution the exit status is 1.`,
		Example: `  fencewise witness host_ipi/mail
  fencewise witness host_ipi/mail --set set.before=lwsync --set clear.after=sync
  fencewise witness host_ipi/mail --format dot | dot -Tsvg > mail.svg`,
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
	cmd.Flags().StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: text or dot")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	question.Words(cmd, "format", "text", "dot")
	return cmd
}

// Run looks for an execution and shows it.
func Run(cmd *cobra.Command, o *Options) error {
	draw, err := o.drawing()
	if err != nil {
		return err
	}
	q, limits, err := question.Read(o.Program, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	_, a, err := run.Ask(cmd.Context(), q, limits)
	switch {
	case err != nil:
		return err
	case a.Verdict == results.Unknown:
		fmt.Fprintf(o.IO.Err, "%s under %s is Unknown: %s\n", q.Name, q.Model.Name, a.Reason)
		return exit.With(exit.Unknown)
	case a.Witness == nil:
		fmt.Fprintf(o.IO.Err, "%s under %s is %s: there is no execution to show\n", q.Name, q.Model.Name, a.Verdict)
		return exit.With(exit.ClaimFails)
	}
	return o.IO.To(o.Output, func(w io.Writer) error { return draw(w, a.Witness) })
}

func (o *Options) drawing() (func(io.Writer, *eval.Candidate) error, error) {
	switch o.Format {
	case "text":
		return func(w io.Writer, c *eval.Candidate) error { story.Tell(c).Text(w); return nil }, nil
	case "dot":
		return graph.Dot, nil
	}
	d := diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", o.Format)
	return nil, d.Note("the formats: text, dot")
}
