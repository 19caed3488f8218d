// Package dump is the command "fencewise dump": the forms that a program and a
// model take on the way to a verdict.
package dump

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/results/answers/dump"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/programs/diag"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Program string
	Stage   string
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	Output  string
}

// stages is the forms, in their order.
var stages = []string{"test", "events", "model", "clauses"}

// New makes the command. runF replaces what it does, for tests.
func New(streams iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: streams}
	cmd := &cobra.Command{
		Use:   "dump --stage STAGE FILE|NAME",
		Short: "Look inside: a program or model as it is on the way to a verdict",
		Long: `Write one of the forms that a program and a model take on the way to a verdict:

  test     the program as it was read, in the spelling of herd7
  events   its event structure: all that any execution can do, loops unrolled
  model    the model as relation algebra, includes and functions resolved
  clauses  the question whether the proposition can hold, in DIMACS form, with
           the meaning of every variable as a comment

The texts are for people and may change.`,
		Example: `  fencewise dump --stage events host_ipi/mail
  fencewise dump --stage events host_ipi/mail --set set.before=none
  fencewise dump --stage model --model sc
  fencewise dump --stage clauses mp.litmus -o mp.cnf`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.Stage == "model" && len(args) == 0 {
				return nil
			}
			return question.Takes("a program")(cmd, args)
		},
		ValidArgsFunction: question.CompleteProgram,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.Program = args[0]
			}
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	cmd.Flags().StringVar(&o.Stage, "stage", "", "the `STAGE`: "+strings.Join(stages, ", "))
	o.Model.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	question.Words(cmd, "stage", stages...)
	return cmd
}

// Run writes the stage that is asked for.
func Run(cmd *cobra.Command, o *Options) error {
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	if !slices.Contains(stages, o.Stage) {
		d := diag.New(diag.Span{}, diag.BadOption, "--stage %s: there is no such stage", o.Stage)
		if o.Stage == "" {
			d.Msg = "--stage is missing: which form is to be written?"
		}
		return d.Note("the stages: %s", strings.Join(stages, ", "))
	}
	switch o.Stage { // these stand for themselves
	case "model":
		m, err := o.Model.Load()
		if err != nil {
			return err
		}
		return o.IO.To(o.Output, dump.Model(m))
	case "test":
		in, err := question.Program(o.Program, o.IO.In)
		if err != nil {
			return err
		}
		write, err := dump.Test(in)
		if err != nil {
			return err
		}
		return o.IO.To(o.Output, write)
	}
	q, limits, err := question.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	var write func(io.Writer) error
	switch o.Stage {
	case "events":
		write, err = dump.Events(cmd.Context(), q, limits)
	case "clauses":
		write, err = dump.Clauses(cmd.Context(), q, limits)
	}
	if err != nil {
		return err
	}
	return o.IO.To(o.Output, write)
}
