// Package explain is the command "fencewise explain", which says why a program has
// its verdict.
package explain

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
	"github.com/fencewise/fencewise/results/story"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   flags.One
	Slots   flags.Slots
	Limits  flags.Limits
	As      string // a variant of the program's study
	Flag    string
	Against string // another variant, or slot choices
	Count   int
	Format  string
	Output  string
}

// defaultCount is a number of candidate executions that takes about a second to
// count.
const defaultCount = 100_000

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "explain FILE|NAME",
		Short: "Explain why a program has its verdict",
		Long: `Explain why a program has its verdict.

If it is Never, the output shows cycles that the model forbids; every candidate
execution with the outcome closes one of them. Each step of a cycle has its
accesses and its reason: a barrier, a dependency, or which store a load reads
from. Cycles that differ only in the names of threads and locations are shown
once. Then the output says which barriers are essential; to find them, the
program is decided again without each of them.

If it is Sometimes, the output shows an execution, as witness does, and the
choices of the program's slots that would forbid it.

With --against another variant of the program, the output shows what makes the
difference: an execution that one of the two allows, the cycle that it closes
with the other, and the slots that close it.

With --flag, such as data-race of the model lkmm, the output shows what raises
the flag: the two accesses, an execution in which they race, and changes of the
program, found by trying, that prevent it.`,
		Example: `  fencewise explain host_ipi/mail --as "patch v2"
  fencewise explain host_ipi/mail --as "patch v1" --against "patch v2"
  fencewise explain host_ipi/mail --against set.before=sync,clear.after=sync
  fencewise explain mp.litmus --set writer=lwsync --format json
  fencewise explain race.litmus --flag data-race`,
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
	f := cmd.Flags()
	f.StringVar(&o.As, "as", "", "use the choices of this `VARIANT` of the program's study; --set changes them further")
	f.StringVar(&o.Against, "against", "", "show what makes the difference to a `VARIANT` of the study, or to other slot choices: SLOT=CHOICE,…")
	f.StringVar(&o.Flag, "flag", "", "explain the `FLAG` of the model, such as data-race: what raises it, and what would prevent that")
	f.IntVar(&o.Count, "max-candidates", defaultCount, "count the executions that close each cycle if there are at most `N` candidate executions")
	f.StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: text or json")
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.Words(cmd, "format", "text", "json")
	_ = cmd.RegisterFlagCompletionFunc("as", completeVariant) // fails only for a flag that does not exist
	_ = cmd.RegisterFlagCompletionFunc("against", completeVariant)
	return cmd
}

// Run explains the verdict, or the difference to another variant.
func Run(cmd *cobra.Command, o *Options) error {
	switch {
	case o.Format != "text" && o.Format != "json":
		d := diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", o.Format)
		return d.Note("the formats: text, json")
	case o.Count < 1:
		return diag.New(diag.Span{}, diag.BadOption, "--max-candidates %d: the number must be at least 1", o.Count)
	}
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	q, limits, err := flags.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	flags.Warn(o.IO.Err, q.Warnings)
	mine, err := o.variant(&q)
	if err != nil {
		return err
	}
	q.Choices = mine.Set
	if o.Flag != "" {
		return o.flag(cmd, q, limits)
	}
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

// flag explains a flag.
func (o *Options) flag(cmd *cobra.Command, q opinion.Case, limits decide.Options) error {
	if o.Against != "" {
		return diag.New(diag.Span{}, diag.BadOption, "--flag and --against cannot be used together")
	}
	x, err := explain.Flag(cmd.Context(), q, o.Flag, limits)
	if err != nil {
		return err
	}
	err = o.IO.To(o.Output, func(w io.Writer) error {
		if o.Format == "json" {
			return x.WriteJSON(w)
		}
		x.Head(w)
		if x.Witness != nil {
			fmt.Fprintln(w)
			story.Tell(x.Witness, q.Model.Model).Text(w)
		}
		x.Tail(w)
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
