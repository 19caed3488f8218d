// Package check is the command "fencewise check", which gives a verdict for each
// program.
package check

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO           iostreams.IO
	Version      string // of this program, for evidence
	Args         []string
	Models       flags.Models
	Targets      flags.Targets
	Slots        flags.Slots
	Limits       flags.Limits
	Answer       Answer
	Workers      int
	Format       string
	Output       string
	Claims       bool
	Expect       string // the verdict that every program has to have; "": any
	Instructions bool
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "check FILE|DIR|NAME...",
		Short: "Decide for each program whether its final condition can hold",
		Long: `Decide for each program whether the proposition of its final condition can hold
in an execution that the model allows:

  Never      it holds in none; this is proved
  Sometimes  it holds in at least one, which was found and judged again
  Always     it holds in all (only if the condition says forall, or --states)
  Unknown    not decided, for the reason that is given

The last word is Ok or No, as in herd7: whether the condition with its
quantifier holds.

--states finds all final states, and marks those that satisfy the proposition
with a *. --counts also counts the executions that end in each state. --format
herd writes the same log as herd7.

A Never is marked as trivial if no execution satisfies the condition, whether
the model allows it or not; a warning names the part of the condition that
cannot hold. --sensitivity says which axioms of the model any other Never
depends on.

--property termination asks in place of the condition whether threads can wait
forever: in a loop, for a lock or for a doorbell. The verdict is Sometimes if
they can; each thread that waits is shown with what it reads.

--claims compares the answers with what the tests claim in comments, such as
(* Result: Never *), in .c files /* Result: Never */: it lists the claims that
do not hold, and the exit status is then 1.

A .c file is judged in each of its readings, a line for each: one with the
primitives of the kernel by the kernel's model (lkmm) and compiled for power, one
with the atomic operations of C11 as GCC and as Clang compile it for POWER
(power-gcc, power-clang). --target or --model names one. --timeout is for the
file: each reading has a share of the time.

Folders are searched for .litmus files, and for .c files that start threads, in
the order of their names. If a file cannot be read, the others are checked all
the same. After Ctrl-C the results so far are kept. Results come in the order of
the arguments, whatever -j is.`,
		Example: `  fencewise check host_ipi/mail
  fencewise check host_ipi/mail --set set.before=sync --set clear.after=sync
  fencewise check mp.litmus tests/ --model power --model sc
  fencewise check mp.litmus --states
  fencewise check wake.litmus --target lkmm --target power  # kernel C, compiled
  fencewise check publish.c                       # a C file, in each reading
  fencewise check tests/ --cross-check            # two engines and all solvers
  fencewise check mp.litmus --cross-check=cvc5,z3 # or some of them
  fencewise check wake.litmus --property termination  # lost wake-ups, deadlocks
  fencewise check tests/ --claims                 # Result: comments
  fencewise check tests/ --format herd > ours.log; mcompare7 herd.log ours.log
  fencewise check tests/ --format json | jq -r .verdict | sort | uniq -c`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.Instructions {
				return nil
			}
			return flags.TakesSome("files, folders or embedded programs")(cmd, args)
		},
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	o.Models.AddFlags(cmd, "a `MODEL`: an embedded model, or a cat file; may be repeated "+flags.Default)
	o.Targets.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	o.Models.Files.AddProperty(cmd)
	cmd.Flags().Lookup("timeout").Usage = "stop checking a program after this `TIME`, such as 30s, and report what was found; 0: no limit"
	o.Answer.AddFlags(cmd)
	cmd.Flags().IntVarP(&o.Workers, "jobs", "j", 0, "check `N` programs at a time; 0: one for each CPU")
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: text, herd (herd7's log; implies --counts) or json (one object per line) (default: by the ending of the output file, otherwise text)")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().StringVar(&o.Expect, "expect", "", "the exit status is 1 if a program has another verdict than `VERDICT`: "+prose.Or(verdict.Claims()))
	flags.Words(cmd, "expect", verdict.Claims()...)
	cmd.Flags().BoolVar(&o.Claims, "claims", false, "compare the answers with what the comments \"Result:\" of the tests claim; the exit status is 1 if a claim does not hold")
	cmd.Flags().BoolVar(&o.Instructions, "help-instructions", false, "list the instructions that programs may use")
	flags.Words(cmd, "format", "text", "herd", "json")
	return cmd
}

// Run checks the programs.
func Run(cmd *cobra.Command, o *Options) error {
	if o.Instructions {
		for _, set := range sets.All() {
			fmt.Fprintln(o.IO.Out, strings.Join(set.Mnemonics(), "\n"))
		}
		return nil
	}
	o.Format = flags.FormatOf(o.Format, o.Output, "json", "herd")
	expected, err := o.expected()
	if err != nil {
		return err
	}
	write, err := o.writer()
	if err != nil {
		return err
	}
	if err := flags.CheckJobs(o.Workers, "programs"); err != nil {
		return err
	}
	end, err := o.Limits.BeginMany(cmd)
	if err != nil {
		return err
	}
	defer end()
	limits, err := o.Limits.Options()
	if err != nil {
		return err
	}
	if err := o.Targets.Check(); err != nil {
		return err
	}
	choices, err := o.Slots.Choices()
	if err != nil {
		return err
	}
	models, err := o.Models.Load()
	if err != nil {
		return err
	}
	if err := o.fits(); err != nil {
		return err
	}
	opts, err := o.Answer.options(o.Format == "herd", len(models), len(o.Targets.Names))
	if err != nil {
		return err
	}
	if err := o.ask(cmd.Context(), &opts); err != nil {
		return err
	}
	b := batch{o: o, write: write, status: exit.OK, expected: expected}
	ins := b.open()
	b.widths(ins, models)
	opts.Options, opts.Timeout, opts.Workers, opts.Step = limits, o.Limits.Timeout, o.Workers, o.IO.Step
	err = o.IO.To(o.Output, func(w io.Writer) error {
		b.out = w
		done, err := opinion.Check(cmd.Context(), ins, models, choices, opts, b.emit)
		if err != nil {
			return err
		}
		b.end(done, len(ins))
		if o.Claims {
			b.tellClaims()
		}
		b.tellExpected()
		return b.legend()
	})
	if err != nil {
		return err
	}
	flags.TellOpinions(o.IO.Err, opts.Second, b.tally)
	return errors.Join(append(b.grave, exit.With(b.status))...)
}

// batch holds the state of one run over many programs.
type batch struct {
	o           *Options
	write       func(w io.Writer, b *batch, c *opinion.Checked) error
	name, model int // widths of columns
	status      exit.Status
	failed      int // inputs with an error
	missing     int // arguments for which no program was found
	tally       []opinion.Tally
	claims      results.Claims
	out         io.Writer       // for the results
	expected    verdict.Verdict // of every program; "": any
	answered    int             // verdicts that are not Unknown
	seen        map[verdict.Verdict]bool
	others      int     // those that are not the expected one
	grave       []error // disagreements and bugs: reported last, so that the user sees them
}

// open finds the programs of all arguments, and reports the arguments for which it
// finds none.
func (b *batch) open() []library.Input {
	var ins []library.Input
	for _, a := range b.o.Args {
		more, err := b.o.Models.Files.Open(a, b.o.IO.In)
		if err != nil {
			b.fail(err)
			b.missing++
		}
		if more, err = b.o.Slots.ChooseAll(more); err != nil {
			b.fail(err)
			b.missing++
		}
		ins = append(ins, b.o.Targets.Of(more, &b.o.Models)...)
	}
	return ins
}

func (b *batch) fail(err error) {
	b.failed++
	b.status = exit.Worse(b.status, exit.Of(err))
	diag.Render(b.o.IO.Err, err)
}

// emit writes the results for one program.
func (b *batch) emit(c opinion.Checked) error {
	for i := range c.Records {
		b.claims.Add(&c.Records[i])
		if b.seen == nil {
			b.seen = map[verdict.Verdict]bool{}
		}
		b.seen[c.Records[i].Verdict] = true
		switch v := c.Records[i].Verdict; {
		case v == verdict.Unknown:
			b.status = exit.Worse(b.status, exit.Unknown)
		case b.unexpected(v):
			b.status = exit.Worse(b.status, exit.ClaimFails)
			b.others++
			b.answered++
		default:
			b.answered++
		}
	}
	if b.tally == nil && c.Tally != nil {
		b.tally = make([]opinion.Tally, len(c.Tally))
	}
	for i := range c.Tally {
		b.tally[i].Add(c.Tally[i])
	}
	if err := b.write(b.out, b, &c); err != nil {
		return err
	}
	if len(c.Warnings) > 0 {
		diag.Render(b.o.IO.Err, c.Warnings)
	}
	switch {
	case c.Err == nil:
	case exit.OfInput(c.Err):
		b.fail(c.Err)
	default:
		b.failed++
		b.grave = append(b.grave, fmt.Errorf("%s: %w", c.Input.Name, c.Err))
	}
	return nil
}

// end reports interruption and failed inputs.
func (b *batch) end(done, all int) {
	if done < all {
		b.status = exit.Worse(b.status, exit.Unknown)
		fmt.Fprintf(b.o.IO.Err, "interrupted: %d of %d programs were checked\n", done, all)
	}
	if total := all + b.missing; b.failed > 0 && total > 1 {
		fmt.Fprintf(b.o.IO.Err, "%d of %d inputs failed\n", b.failed, total)
	}
}

// expected checks the verdict that --expect names.
func (o *Options) expected() (verdict.Verdict, error) {
	if o.Expect == "" {
		return "", nil
	}
	v, err := verdict.Parse(o.Expect)
	if err != nil {
		d := diag.New(diag.Span{}, diag.BadOption, "--expect %s: expected %s", o.Expect, prose.Or(verdict.Claims()))
		if near := diag.Nearest(o.Expect, verdict.Claims()); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return "", d
	}
	o.Answer.States = o.Answer.States || v == verdict.Always // an exists is not decided further than Sometimes otherwise
	return v, nil
}

// fits checks that the other flags can be used with the property.
func (o *Options) fits() error {
	with := ""
	switch {
	case o.Models.Files.Property != litmus.Termination:
		return nil
	case o.Format == "herd":
		with = "--format herd"
	case o.Answer.Counts:
		with = "--counts"
	case o.Answer.States:
		with = "--states"
	case o.Claims:
		with = "--claims"
	default:
		return nil
	}
	return diag.New(diag.Span{}, diag.BadOption, "%s: an execution in which threads wait forever has no final state", with).
		WithFix("leave it out, or leave out --property termination")
}

// unexpected reports whether an answer is not the one that the user expects.
func (b *batch) unexpected(v verdict.Verdict) bool {
	return b.expected != "" && v != verdict.Unknown && !v.Meets(b.expected)
}

// tellExpected reports how many verdicts are others than the user expects.
func (b *batch) tellExpected() {
	if b.expected != "" {
		fmt.Fprintf(b.o.IO.Err, "%d of %s %s not %s\n", b.others, prose.Count(b.answered, "verdict"), prose.Choose(b.others, "is", "are"), b.expected)
	}
}

// tellClaims reports how the answers compare with what the tests claim: below the verdicts
// if people read them, and otherwise on stderr.
func (b *batch) tellClaims() {
	w := b.o.IO.Err
	if b.o.Format == "text" {
		w = b.out
	}
	fmt.Fprintln(w, strings.Join(b.claims.Lines(), "\n"))
	switch {
	case b.claims.Unread > 0: // the comments have been quoted
		b.status = exit.Worse(b.status, exit.Input)
	case len(b.claims.Mismatches) > 0:
		b.status = exit.Worse(b.status, exit.ClaimFails)
	case b.claims.Open > 0:
		b.status = exit.Worse(b.status, exit.Unknown)
	}
}
