// Package prove is the command "fencewise prove": the question whether a
// program's condition can hold, for other solvers to answer.
package prove

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/results"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Version string // of this program, for the file's head
	Program string
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	Output  string
}

// New makes the command. runF replaces what it does, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "prove FILE|NAME",
		Short: "Write a verdict Never as a file that any SMT solver can check",
		Long: `Decide a program and, where the verdict is Never, write the question whether
the proposition of its final condition can hold as an SMT-LIB 2 file. Nothing
in the file is settled beforehand; a solver that answers unsat confirms the
verdict.

Where the verdict is not Never nothing is written and the exit status is 1, or
3 if it is Unknown.`,
		Example: `  fencewise prove host_ipi/mail --set set.before=sync --set clear.after=sync \
      -o mail.smt2
  z3 mail.smt2
  cvc5 mail.smt2`,
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
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	return cmd
}

// Run decides the program and writes the file.
func Run(cmd *cobra.Command, o *Options) error {
	q, limits, err := question.Read(o.Program, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	s, a, err := run.Ask(cmd.Context(), q, limits)
	if err != nil {
		return err
	}
	who := fmt.Sprintf("%s under %s is %s", q.Name, q.Model.Name, a.Verdict)
	switch a.Verdict {
	case results.Never:
	case results.Unknown:
		fmt.Fprintf(o.IO.Err, "%s: %s\n", who, a.Reason)
		return exit.With(exit.Unknown)
	default:
		fmt.Fprintf(o.IO.Err, "%s: there is nothing to prove\n  do: fencewise witness %s shows an execution\n", who, o.Program)
		return exit.With(exit.ClaimFails)
	}
	err = o.IO.To(o.Output, func(w io.Writer) error { return run.WriteProof(w, q, limits, s, o.Version) })
	if err == nil && o.Output != "" {
		fmt.Fprintf(o.IO.Err, "%s: %s says so to a solver that answers unsat\n", who, o.Output)
	}
	return err
}
