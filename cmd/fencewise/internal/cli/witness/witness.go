// Package witness is the command "fencewise witness": an execution in which a
// program's condition holds.
package witness

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/dot"
	"github.com/fencewise/fencewise/results/graph/svg"
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
	Edges   []string // relations that a drawing shows besides
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

Where there is no such execution the exit status is 1.`,
		Example: `  fencewise witness host_ipi/mail
  fencewise witness host_ipi/mail --set set.before=lwsync --set clear.after=sync
  fencewise witness host_ipi/mail --format svg -o mail.svg
  fencewise witness host_ipi/mail -f dot --edges ppo,fence | dot -Tpdf > mail.pdf`,
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
	cmd.Flags().StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: text, svg or dot")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().StringSliceVar(&o.Edges, "edges", nil, "draw the relations `NAMES` of the model, too, as in hb,prop")
	question.Words(cmd, "format", "text", "svg", "dot")
	return cmd
}

// Run looks for an execution and shows it.
func Run(cmd *cobra.Command, o *Options) error {
	write, err := o.writer()
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
	var b bytes.Buffer // so that no file is begun that cannot be written
	if err := write(&b, a.Witness, q.Model.Model); err != nil {
		return err
	}
	return o.IO.To(o.Output, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}

type writer = func(io.Writer, *eval.Candidate, *rel.Model) error

// writer is what shows an execution in the format that is asked for.
func (o *Options) writer() (writer, error) {
	if len(o.Edges) > 0 && o.Format != "dot" && o.Format != "svg" {
		d := diag.New(diag.Span{}, diag.BadOption, "--edges: --format %s draws nothing", o.Format)
		return nil, d.WithFix("add --format svg or --format dot")
	}
	switch o.Format {
	case "text":
		return func(w io.Writer, c *eval.Candidate, _ *rel.Model) error { story.Tell(c).Text(w); return nil }, nil
	case "dot":
		return o.drawn(dot.Write), nil
	case "svg":
		return o.drawn(func(w io.Writer, d *graph.Drawing) error { return svg.Write(w, d, svg.Options{}) }), nil
	}
	d := diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", o.Format)
	return nil, d.Note("the formats: text, svg, dot")
}

// drawn writes an execution as a drawing, with its most remarkable cycle bold.
func (o *Options) drawn(write func(io.Writer, *graph.Drawing) error) writer {
	return func(w io.Writer, c *eval.Candidate, m *rel.Model) error {
		cycle, err := graph.Interleaving(c)
		if err != nil {
			return err
		}
		d, err := graph.Of(c, graph.Options{Model: m, Edges: o.Edges, Cycle: cycle})
		if err != nil {
			return err
		}
		return write(w, d)
	}
}
