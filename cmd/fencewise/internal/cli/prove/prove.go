// Package prove is the command "fencewise prove", which writes a proof that a
// program's condition cannot hold, for others to check.
package prove

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Version string // of this program, for the file's head
	Args    []string
	All     bool
	Model   flags.One
	Targets flags.Targets
	Slots   flags.Slots
	Limits  flags.Limits
	Output  string
	Format  string // "": chosen by the name of Output
	Prover  string
	Alike   bool // threads that are alike come in one order
	Cross   flags.Cross

	second *flags.Opinions // of solvers, if they are asked
}

// The formats.
const (
	smtlib  = "smtlib"
	folders = "bundle"
)

// bundled reports whether the output is a bundle.
func (o *Options) bundled() bool {
	return o.Format == folders || o.Format == "" && o.Output != "" && !strings.HasSuffix(o.Output, ".smt2")
}

// check returns an error if the flags do not fit together.
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
	case o.Alike && !o.bundled():
		return bad("--order-alike: SMT-LIB files have every order of threads").WithFix("name a folder for a bundle with -o, or leave it out")
	case o.All && !o.bundled():
		return bad("--all: a proof about all variants is a bundle, which is a folder").WithFix("name one with -o")
	}
	return nil
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "prove FILE|DIR|STUDY...",
		Short: "Write a proof of a verdict Never, for others to check",
		Long: `Decide programs and, if the verdict is Never, write a proof that can be checked
by people who trust neither this program nor Z3.

With -o DIR the output is a bundle: a folder with the program, the model, the
query as a formula in DIMACS form, the meaning of its variables and clauses, and
a proof that the formula has no solution. The bundle is checked before it is
reported; if the check fails, the exit status is 4. fencewise verify checks the
bundle again.

With --all the bundle is about every combination of slot choices (except for
slots that --set fixes): a table in it says which combinations are Never, and
the whole table is proved. For a study, a bundle is written for each program and
model, and the output says which of the named variants are Never.

For a study, a folder, or more than one argument, each Never has its own folder
below DIR, named after the test. A program that is not Never is reported, and is
not an error; the exit status is 1 if no program is Never, or if a claim of a
study does not hold.

With --target, programs in kernel C are proved as they are compiled. The bundle
names the target, and verify compiles the program again. With several targets
each has its own folder, too.

A .c file without --target and --model is proved in each of its readings (see
fencewise check), each in its own folder below DIR; as SMT-LIB, in the first.

With --property termination the proof shows that no thread waits forever. The
bundle names the property.

With --cross-check, SMT solvers also answer the query of each bundle. If one
disagrees, the exit status is 4; if none confirms it, the exit status is 3.

For a single program, without -o or with a file that ends in .smt2, the output
is the query as an SMT-LIB 2 file. The file has the whole query, with nothing
decided beforehand; a solver that answers unsat confirms the verdict. If the
verdict is not Never, nothing is written, and the exit status is 1, or 3 for
Unknown.`,
		Example: `  fencewise prove host_ipi/mail --set set.before=sync --set clear.after=sync \
      -o mail.proof
  fencewise verify mail.proof
  fencewise prove host_ipi/mail --all -o mail.table
  fencewise prove host_ipi -o host_ipi.proofs
  fencewise prove wake.litmus --target power -o wake.proof  # kernel C, compiled
  fencewise prove tests/ -o proofs
  fencewise verify proofs
  fencewise prove host_ipi/mail --set set.before=sync --set clear.after=sync \
      -o mail.smt2
  cvc5 mail.smt2`,
		Args:              flags.TakesSome("programs, folders or studies"),
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	o.Model.AddFlags(cmd)
	o.Model.Files.AddProperty(cmd)
	o.Targets.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	cmd.Flags().BoolVarP(&o.All, "all", "a", false, "prove every combination of slot choices that is Never, in one bundle")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write a bundle to the folder `PATH`, or SMT-LIB to a file that ends in .smt2")
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`, whatever the name of the output: bundle or smtlib")
	cmd.Flags().StringVar(&o.Prover, "prover", string(prover.Auto), "make proofs with `PROVER`: gophersat, which is part of this program, cadical if it is installed, or auto")
	cmd.Flags().BoolVar(&o.Alike, "order-alike", false, "put threads that are alike in one order; the proof then also rests on the argument why that is enough")
	o.Cross.AddFlags(cmd, false)
	flags.Words(cmd, "format", folders, smtlib)
	flags.Words(cmd, "prover", prover.Names...)
	return cmd
}

// Run decides the programs and writes the proofs.
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
	asked, err := flags.ReadFor(o.Args[0], o.IO.In, &o.Model, &o.Targets, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	q, err := asked.Case(0)
	if err != nil {
		return err
	}
	limits := asked.Limits
	flags.Warn(o.IO.Err, q.Warnings)
	s, a, err := opinion.Decide(cmd.Context(), q, limits)
	if err != nil {
		return err
	}
	who := fmt.Sprintf("%s %s is %s", q.Name, q.Under(), a.Verdict)
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
		fmt.Fprintf(o.IO.Err, "%s: a solver that answers unsat for %s confirms it\n", who, o.Output)
	}
	if err == nil {
		err = o.second.Never(cmd.Context(), q)
	}
	return o.rests(cmd.Context(), q, limits, s, err)
}

// bundled writes a bundle, and reports it after it has been checked.
func bundled(ctx context.Context, o *Options, q opinion.Case, limits decide.Options, s *event.Structure, who string) error {
	p := o.making(limits)
	rep, err := p.WriteBundle(ctx, o.Output, q, s)
	if why := prove.Ended(ctx, err); why != nil {
		fmt.Fprintf(o.IO.Err, "%s: no proof was found: %v\n", who, why)
		return exit.With(exit.Unknown)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(o.IO.Err, "%s under %s%s is %s: %s has the proof, checked (%d bytes)\n", compiled(&q), q.Model.Name, rep.Conditions(), rep.Manifest.Verdict, o.Output, rep.Proofs)
	return o.second.Bundle(ctx, o.Output, &rep)
}
