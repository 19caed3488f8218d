// Package explain is the command "fencewise explain": why a verdict is what it
// is.
package explain

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/reason"
	"github.com/fencewise/fencewise/results/story"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	As      string // a variant of the program's study
	Against string // another one, or settings of slots
	Count   int
	Format  string
	Output  string
}

// defaultCount is how many candidates are counted, in about a second.
const defaultCount = 100_000

// New makes the command. runF replaces what it does, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "explain FILE|NAME",
		Short: "Say why a verdict is what it is",
		Long: `Say why the verdict on a program is what it is.

Never: the cycles that every execution with the outcome closes, all axioms of
the model dropped: each step with its accesses and where it comes from, a
barrier, a dependency, what is read from where. Cycles that are the same but
for the names of threads and locations are told once. Then which barriers the
program cannot do without, found by asking what happens without them.

Sometimes: an execution, as witness tells it, and which choices in the
program's slots would forbid it.

With --against another variant of the program, what makes the difference: an
execution that one of the two allows, the cycle that it closes with the other,
and the slots that close it.`,
		Example: `  fencewise explain host_ipi/mail --as "patch v2"
  fencewise explain host_ipi/mail --as "patch v1" --against "patch v2"
  fencewise explain host_ipi/mail --against set.before=sync,clear.after=sync
  fencewise explain mp.litmus --set writer=lwsync --format json`,
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
	f := cmd.Flags()
	f.StringVar(&o.As, "as", "", "the `VARIANT` of the study that the program belongs to; --set changes it further")
	f.StringVar(&o.Against, "against", "", "tell what makes the difference to a `VARIANT` of the study, or to other choices: SLOT=CHOICE,…")
	f.IntVar(&o.Count, "max-candidates", defaultCount, "count how many executions close which cycle if no more than `N` have to be tried")
	f.StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: text or json")
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	question.Words(cmd, "format", "text", "json")
	_ = cmd.RegisterFlagCompletionFunc("as", completeVariant) // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc("against", completeVariant)
	return cmd
}

// Run explains.
func Run(cmd *cobra.Command, o *Options) error {
	switch {
	case o.Format != "text" && o.Format != "json":
		d := diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", o.Format)
		return d.Note("the formats: text, json")
	case o.Count < 1:
		return diag.New(diag.Span{}, diag.BadOption, "--max-candidates %d: there is at least one to be tried", o.Count)
	}
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	q, limits, err := question.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	question.Warn(o.IO.Err, q.Warnings)
	mine, err := o.variant(&q)
	if err != nil {
		return err
	}
	q.Choices = mine.Set
	if o.Against != "" {
		return o.difference(cmd, q, mine, limits)
	}
	x, err := explain.Verdict(cmd.Context(), q, limits, o.Count)
	if err != nil {
		return err
	}
	err = o.IO.To(o.Output, func(w io.Writer) error {
		if o.Format == "json" {
			return x.WriteJSON(w)
		}
		x.Text(w)
		if x.Verdict == verdict.Sometimes {
			if x.Forbids != nil { // else the text ends with a blank line
				fmt.Fprintln(w)
			}
			story.Tell(x.Witness, q.Model.Model).Text(w)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return status(x.Verdict)
}

// difference explains what makes the difference to another variant.
func (o *Options) difference(cmd *cobra.Command, q opinion.Case, mine explain.Variant, limits decide.Options) error {
	other, err := o.other(&q, mine)
	if err != nil {
		return err
	}
	r, err := explain.Differ(cmd.Context(), q, mine, other, limits)
	if err != nil {
		return err
	}
	err = o.IO.To(o.Output, func(w io.Writer) error { return o.write(w, r) })
	if err != nil {
		return err
	}
	for _, v := range r.Difference.Verdicts {
		if v == verdict.Unknown {
			return status(v)
		}
	}
	return nil
}

func (o *Options) write(w io.Writer, r *reason.Report) error {
	if o.Format == "json" {
		return r.WriteJSON(w)
	}
	r.Text(w)
	return nil
}

func status(v verdict.Verdict) error {
	if v == verdict.Unknown {
		return exit.With(exit.Unknown)
	}
	return nil
}
