// Package prove is the command "fencewise prove": why a program's condition
// cannot hold, for others to check.
package prove

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Options is what one call of the command asks for.
type Options struct {
	IO      iostreams.IO
	Version string // of this program, for the file's head
	Args    []string
	All     bool
	Model   question.One
	Slots   question.Slots
	Limits  question.Limits
	Output  string
	Format  string // "" for what Output looks like
	Prover  string
	Cross   question.Cross

	second *question.Opinions // of solvers, where they are asked
}

// The formats.
const (
	smtlib  = "smtlib"
	folders = "bundle"
)

// bundled reports whether a bundle is asked for.
func (o *Options) bundled() bool {
	return o.Format == folders || o.Format == "" && o.Output != "" && !strings.HasSuffix(o.Output, ".smt2")
}

// check finds what cannot be done.
func (o *Options) check() error {
	bad := func(format string, args ...any) *diag.Diagnostic {
		return diag.New(diag.Span{}, diag.BadOption, format, args...)
	}
	switch {
	case o.Format != "" && o.Format != smtlib && o.Format != folders:
		return bad("--format %s: expected %s or %s", o.Format, folders, smtlib)
	case !slices.Contains(prover.Names, o.Prover):
		return bad("--prover %s: expected %s", o.Prover, strings.Join(prover.Names, ", "))
	case o.bundled() && o.Output == "":
		return bad("--format %s: a bundle is a folder", folders).WithFix("name one with -o")
	case o.All && !o.bundled():
		return bad("--all: what is proved of all variants is a bundle, and that is a folder").WithFix("name one with -o")
	}
	return nil
}

// New makes the command. runF replaces what it does, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "prove FILE|DIR|STUDY...",
		Short: "Write a verdict Never with its proof, for others to check",
		Long: `Decide programs and, where the verdict is Never, write why, so that it can be
checked by people who trust neither this program nor Z3.

With -o DIR that is a bundle: a folder with the program, the model, the question
as a formula in DIMACS form, what its variables and clauses mean, and a proof
that it has no solution. The bundle is checked before it is announced; if it
does not pass that is an alarm, exit status 4. fencewise verify checks it again.

With --all the bundle is about every combination of choices for the barrier
slots (that --set leaves free): its table says which of them are Never, and
all of it is proved. For a study that is done for each of its programs and
models, and said which of the named variants are among them.

A study, a folder, or more than one argument make a folder for each Never below
DIR, named after the test. What is not Never is said, and is no error then; the
exit status is 1 if nothing is, or if that is not what a study claims.

With --cross-check SMT solvers answer the question of each bundle, too. One that
denies it is an alarm, exit status 4; if none confirms it the status is 3.

Of a single program, without -o or with a file that ends in .smt2, it is the
question as an SMT-LIB 2 file. Nothing in the file is settled beforehand; a
solver that answers unsat confirms the verdict. Where the verdict is not Never
nothing is written and the exit status is 1, or 3 if it is Unknown.`,
		Example: `  fencewise prove host_ipi/mail --set set.before=sync --set clear.after=sync \
      -o mail.proof
  fencewise verify mail.proof
  fencewise prove host_ipi/mail --all -o mail.table
  fencewise prove host_ipi -o host_ipi.proofs
  fencewise prove tests/ -o proofs
  fencewise verify proofs
  fencewise prove host_ipi/mail --set set.before=sync --set clear.after=sync \
      -o mail.smt2
  cvc5 mail.smt2`,
		Args:              question.TakesSome("programs, folders or studies"),
		ValidArgsFunction: question.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	o.Model.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	cmd.Flags().BoolVarP(&o.All, "all", "a", false, "prove every combination of choices for the slots that is Never, in one bundle")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write a bundle to the folder `PATH`, or SMT-LIB to a file that ends in .smt2")
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`, whatever the name of the output: bundle or smtlib")
	cmd.Flags().StringVar(&o.Prover, "prover", string(prover.Auto), "have proofs made by `PROVER`: gophersat, which is part of this program, cadical if it is installed, or auto")
	o.Cross.AddFlags(cmd, false)
	question.Words(cmd, "format", folders, smtlib)
	question.Words(cmd, "prover", prover.Names...)
	return cmd
}

// Run does what is asked for.
func Run(cmd *cobra.Command, o *Options) error {
	if err := o.check(); err != nil {
		return err
	}
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	limits, err := o.Limits.Options()
	if err != nil {
		return err
	}
	if o.second, err = o.Cross.Solvers(cmd.Context(), o.IO.Err, o.Args, o.Version, o.Model.Files.Variants, limits); err != nil {
		return err
	}
	defer func() { o.second.Tell() }()
	switch {
	case !o.single():
		return many(cmd.Context(), o)
	case o.All:
		return table(cmd.Context(), o)
	}
	return one(cmd, o)
}

// one decides a program and writes a file or a bundle.
func one(cmd *cobra.Command, o *Options) error {
	q, limits, err := question.Read(o.Args[0], o.IO.In, &o.Model, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	question.Warn(o.IO.Err, q.Warnings)
	s, a, err := opinion.Decide(cmd.Context(), q, limits)
	if err != nil {
		return err
	}
	who := fmt.Sprintf("%s under %s is %s", q.Name, q.Model.Name, a.Verdict)
	switch a.Verdict {
	case verdict.Never:
	case verdict.Unknown:
		fmt.Fprintf(o.IO.Err, "%s: %s\n", who, a.Reason)
		return exit.With(exit.Unknown)
	default:
		fmt.Fprintf(o.IO.Err, "%s: there is nothing to prove\n  do: fencewise witness %s shows an execution\n", who, o.Args[0])
		switch l, err := opinion.Limitation(cmd.Context(), q, limits, s, a); {
		case err != nil:
			return err
		case l != nil:
			fmt.Fprintf(o.IO.Err, "  note: %s\n", l)
		}
		return exit.With(exit.ClaimFails)
	}
	if o.bundled() {
		return o.rests(cmd.Context(), q, limits, s, bundled(cmd.Context(), o, q, limits, s, who))
	}
	err = o.IO.To(o.Output, func(w io.Writer) error { return prove.WriteSMTLIB(cmd.Context(), w, q, limits, s, o.Version) })
	if err == nil && o.Output != "" {
		fmt.Fprintf(o.IO.Err, "%s: %s says so to a solver that answers unsat\n", who, o.Output)
	}
	if err == nil {
		err = o.second.Never(cmd.Context(), q)
	}
	return o.rests(cmd.Context(), q, limits, s, err)
}

// bundled writes a bundle and says so once it has been checked.
func bundled(ctx context.Context, o *Options, q opinion.Case, limits decide.Options, s *event.Structure, who string) error {
	rep, err := prove.WriteBundle(ctx, o.Output, q, limits, s, o.Model.Files.Variants, prover.Name(o.Prover), o.Version)
	if why := prove.Ended(ctx, err); why != nil {
		fmt.Fprintf(o.IO.Err, "%s: no proof was found: %v\n", who, why)
		return exit.With(exit.Unknown)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(o.IO.Err, "%s under %s%s is %s: %s has the proof, checked (%d bytes)\n", q.Name, q.Model.Name, rep.Conditions(), rep.Manifest.Verdict, o.Output, rep.Proofs)
	return o.second.Bundle(ctx, o.Output, &rep)
}
