// Package explain is the command "fencewise explain", which says why a program has
// its verdict.
package explain

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
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
	Targets flags.Targets
	Slots   flags.Slots
	Limits  flags.Limits
	Flag    string
	Against string // another variant, slot choices, or a target
	Count   int
	Format  string
	Output  string

	others []opinion.Case // the other readings of a .c file, if the user names none
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
with the other, and the slots that close it. With --against a target, such as
power, the two are the program as --target has it, or as it is written, and as
compiled for that target: the cycle names the instructions that close it, and
the primitives that they come from.

A .c file without --target and --model is explained in its first reading; a note
names the others that have another verdict. See fencewise check.

With --flag, such as data-race of the model lkmm, the output shows what raises
the flag: the two accesses, an execution in which they race, and changes of the
program, found by trying, that prevent it.`,
		Example: `  fencewise explain host_ipi/mail --as "patch v2"
  fencewise explain host_ipi/mail --as "patch v1" --against "patch v2"
  fencewise explain host_ipi/mail --against set.before=sync,clear.after=sync
  fencewise explain mp.litmus --set writer=lwsync --format json
  fencewise explain wake.litmus --target power    # kernel C, compiled
  fencewise explain wake.litmus --against power   # as written, and compiled
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
	o.Targets.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	o.Model.Files.AddProperty(cmd)
	f := cmd.Flags()
	f.StringVar(&o.Against, "against", "", "show what makes the difference to a `VARIANT` of the study, to other slot choices: SLOT=CHOICE,…, or to another target")
	f.StringVar(&o.Flag, "flag", "", "explain the `FLAG` of the model, such as data-race: what raises it, and what would prevent that")
	f.IntVar(&o.Count, "max-candidates", defaultCount, "count the executions that close each cycle if there are at most `N` candidate executions")
	f.StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: text or json (default: by the ending of the output file, otherwise text)")
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.Words(cmd, "format", "text", "json")
	_ = cmd.RegisterFlagCompletionFunc("against", completeAgainst) // fails only for a flag that does not exist
	return cmd
}

// Run explains the verdict, or the difference to another variant.
func Run(cmd *cobra.Command, o *Options) error {
	o.Format = flags.FormatOf(o.Format, o.Output, "json")
	switch {
	case o.Format != "text" && o.Format != "json":
		return flags.NoFormat(o.Format, []string{"text", "json"})
	case o.Count < 1:
		return diag.New(diag.Span{}, diag.BadOption, "--max-candidates %d: the number must be at least 1", o.Count)
	}
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	asked, err := flags.ReadFor(o.Program, o.IO.In, &o.Model, &o.Targets, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	if o.Against != "" && asked.Len() > 1 {
		return diag.New(diag.Span{}, diag.BadOption, "--against: a difference is between two, and %d targets are given", asked.Len()).
			WithFix("name one with --target, and the other with --against")
	}
	if o.Flag != "" && o.Against != "" {
		return diag.New(diag.Span{}, diag.BadOption, "--flag and --against cannot be used together")
	}
	if asked.Len() == 1 {
		return asked.Each(o.IO.Err, func(q opinion.Case) error {
			o.others = asked.Others(q)
			return o.one(cmd, q, asked.Limits, func(write func(io.Writer) error) error { return o.IO.To(o.Output, write) })
		})
	}
	var all bytes.Buffer
	late := asked.Each(o.IO.Err, func(q opinion.Case) error {
		return o.one(cmd, q, asked.Limits, func(write func(io.Writer) error) error {
			if all.Len() > 0 && o.Format == "text" {
				all.WriteByte('\n')
			}
			return write(&all)
		})
	})
	if all.Len() > 0 {
		err := o.IO.To(o.Output, func(w io.Writer) error {
			_, err := all.WriteTo(w)
			return err
		})
		if err != nil {
			return err
		}
	}
	return late
}

// one explains the verdict on one case, or the difference to another one, and gives what
// writes the explanation to a function.
func (o *Options) one(cmd *cobra.Command, q opinion.Case, limits decide.Options, to func(func(io.Writer) error) error) error {
	if o.acrossTargets(q.Name) {
		return o.across(cmd, q, limits)
	}
	mine, err := o.variant(&q)
	if err != nil {
		return err
	}
	q.Choices = mine.Set
	if o.Flag != "" {
		return o.flag(cmd, q, limits, to)
	}
	if o.Against != "" {
		return o.difference(cmd, q, mine, limits)
	}
	x, err := explain.Verdict(cmd.Context(), q, limits, o.Count)
	if err != nil {
		return err
	}
	err = to(func(w io.Writer) error {
		if o.Format == "json" {
			return x.WriteJSON(w)
		}
		w = o.IO.Paint(w)
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
	if err := o.tellOthers(cmd.Context(), q.Choices, x.Verdict, limits); err != nil {
		return err
	}
	return status(x.Verdict)
}

// tellOthers says which other readings of a .c file have another verdict.
func (o *Options) tellOthers(ctx context.Context, choices map[string]string, mine verdict.Verdict, limits decide.Options) error {
	for _, q := range o.others {
		q.Choices = choices
		_, a, err := opinion.Decide(ctx, q, limits)
		switch {
		case limit.As(err) != nil || len(diag.All(err)) > 0: // it was not asked for
		case err != nil:
			return err
		case a.Verdict != mine && a.Verdict != verdict.Unknown:
			fmt.Fprintf(o.IO.Err, "note: %s %s is %s\n  do: fencewise explain %s --against %s shows what makes the difference\n", q.Name, q.Under(), a.Verdict, o.Program, q.Test.Target)
		}
	}
	return nil
}

// flag explains a flag.
func (o *Options) flag(cmd *cobra.Command, q opinion.Case, limits decide.Options, to func(func(io.Writer) error) error) error {
	x, err := explain.Flag(cmd.Context(), q, o.Flag, limits)
	if err != nil {
		return err
	}
	err = to(func(w io.Writer) error {
		if o.Format == "json" {
			return x.WriteJSON(w)
		}
		w = o.IO.Paint(w)
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
	return o.tell(r)
}

// across explains what makes the difference to another target.
func (o *Options) across(cmd *cobra.Command, q opinion.Case, limits decide.Options) error {
	mine, err := o.variant(&q)
	if err != nil {
		return err
	}
	q.Choices = mine.Set
	other, err := o.onTarget(&q)
	if err != nil {
		return err
	}
	r, err := explain.DifferAcross(cmd.Context(), q, other, limits)
	if err != nil {
		return err
	}
	return o.tell(r)
}

// tell writes what makes a difference.
func (o *Options) tell(r *reason.Report) error {
	if err := o.IO.To(o.Output, func(w io.Writer) error { return o.write(w, r) }); err != nil {
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
	r.Text(o.IO.Paint(w))
	return nil
}

// status returns the exit status for a verdict.
func status(v verdict.Verdict) error {
	if v == verdict.Unknown {
		return exit.With(exit.Unknown)
	}
	return nil
}
