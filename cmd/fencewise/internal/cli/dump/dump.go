// Package dump is the command "fencewise dump", which prints the forms between a
// program or model and its verdict.
package dump

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/dump"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Program string
	Stage   string
	Model   flags.One
	Slots   flags.Slots
	Limits  flags.Limits
	Output  string
}

// stages lists the forms, in their order.
var stages = []string{"test", "events", "model", "clauses"}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(streams iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: streams}
	cmd := &cobra.Command{
		Use:   "dump --stage STAGE FILE|NAME",
		Short: "Print the forms between a program or model and its verdict",
		Long: `Print one of the forms between a program or model and its verdict:

  test     the program as it was read, in herd7's spelling
  events   its event structure with loops unrolled: all events that any
           execution can have
  model    the model as relation algebra, with includes and functions resolved
  clauses  the query whether the proposition can hold, in DIMACS form, with the
           meaning of every variable as a comment

The texts are for people, and may change.`,
		Example: `  fencewise dump --stage events host_ipi/mail
  fencewise dump --stage events host_ipi/mail --set set.before=none
  fencewise dump --stage model --model sc
  fencewise dump --stage clauses mp.litmus -o mp.cnf`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.Stage == "model" && len(args) == 0 {
				return nil
			}
			return flags.Takes("a program")(cmd, args)
		},
		ValidArgsFunction: flags.CompleteProgram,
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
	o.Model.Files.AddProperty(cmd)
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.Words(cmd, "stage", stages...)
	return cmd
}

// Run writes the requested stage.
func Run(cmd *cobra.Command, o *Options) error {
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	if !slices.Contains(stages, o.Stage) {
		d := diag.New(diag.Span{}, diag.BadOption, "--stage %s: there is no such stage", o.Stage)
		if o.Stage == "" {
			d.Msg = "--stage is missing"
		}
		return d.Note("the stages: %s", strings.Join(stages, ", "))
	}
	switch o.Stage { // these need only a program or only a model
	case "model":
		m, err := o.Model.Load()
		if err != nil {
			return err
		}
		return o.IO.To(o.Output, dump.Model(m))
	case "test":
		in, err := o.Model.Files.Program(o.Program, o.IO.In)
		if err != nil {
			return err
		}
		write, err := dump.Test(in)
		if err != nil {
			return err
		}
		return o.IO.To(o.Output, write)
	}
	q, limits, err := flags.Read(o.Program, o.IO.In, &o.Model, &o.Slots, &o.Limits)
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
