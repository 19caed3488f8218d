// Package compare is the command "fencewise compare", which decides the variants of
// a study and checks its claims.
package compare

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/compare"
	"github.com/fencewise/fencewise/results/answers/mail"
	"github.com/fencewise/fencewise/results/answers/opinion"
	makepage "github.com/fencewise/fencewise/results/answers/page"
	"github.com/fencewise/fencewise/results/answers/warn"
	"github.com/fencewise/fencewise/results/page"
	"github.com/fencewise/fencewise/results/table"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Study   string
	All     bool
	Full    bool
	Diff    pairFlag
	A, B    string // what Diff names
	Models  flags.Models
	Targets flags.Targets
	Limits  flags.Limits
	Workers int
	Format  string
	Output  string
	Width   int
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Diff: pairFlag{at: -1}}
	cmd := &cobra.Command{
		Use:   "compare STUDY",
		Short: "Compare the variants of a study, and check its claims",
		Long: `Decide every variant of a study, for each of its programs and models, and
print the verdicts as a table. If the study claims another verdict, the cell is
marked (!) and the exit status is 1.

--all also decides every combination of slot choices, and shows the borders: the
weakest placements that are Never, and the strongest that are not. --diff shows
what changes between two variants, two models or two targets: the verdicts, and
a cycle that exists only with the one that forbids the outcome.

With --target, or if the study has targets, programs in kernel C are judged as
they are compiled, each target in a column of its own.

--property termination asks of all programs whether threads can wait forever. What
the study claims is about the property that it names (the key property), and is
left out if another one is asked for.

--format html writes a page for a browser. It shows the reason for each verdict:
an execution, or the cycles that forbid all executions. The page is one file
that needs nothing else.

STUDY is the name of an embedded study, a study.toml, or a folder with one; or a
.c file, which is compared under both readings: as it is written, under the
kernel's model, and compiled for POWER.`,
		Example: `  fencewise compare host_ipi
  fencewise compare host_ipi --all
  fencewise compare host_ipi --all --format csv > host_ipi.csv
  fencewise compare host_ipi --all -o host_ipi.html
  fencewise compare host_ipi --diff "patch v1" "patch v2"
  fencewise compare host_ipi --diff sc power --all
  fencewise compare host_ipi_lkmm --target lkmm --target power-isync
  fencewise compare host_ipi_lkmm --diff lkmm power
  fencewise compare mystudy/study.toml --format markdown
  fencewise compare hostipi.c --all`,
		Args:              o.args,
		ValidArgsFunction: o.complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			var rest []string
			o.A, o.B, rest, _ = o.Diff.take(args) // checked by Args
			o.Study = rest[0]
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	f := cmd.Flags()
	f.BoolVarP(&o.All, "all", "a", false, "also decide every combination of slot choices of each program, and show the borders between the verdicts")
	f.BoolVar(&o.Full, "full", false, "also list every combination (implies --all); csv and json always do")
	o.Diff.flags = f
	f.Var(&o.Diff, "diff", "show what changes between two variants, two models or two targets, and why; each by its name or the beginning of it")
	o.Models.AddFlags(cmd, "use `MODEL` instead of the models of the study: an embedded model, or a cat file; may be repeated")
	o.Targets.AddFlags(cmd)
	f.Lookup("target").Usage = "compile the programs, in kernel C, for `TARGET` instead of the targets or models of the study; " + litmus.AsWritten + ": leave them as they are written; may be repeated (fencewise target list)"
	o.Limits.AddFlags(cmd)
	o.Models.Files.AddProperty(cmd)
	f.IntVarP(&o.Workers, "jobs", "j", 0, "decide `N` variants at a time; 0: one for each CPU")
	f.StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: "+prose.Or(formats)+" (default: by the ending of the output file, otherwise text)")
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	f.IntVar(&o.Width, "width", 0, fmt.Sprintf("make text at most `N` columns wide; 0: as wide as the terminal, up to %d, and %d elsewhere", iostreams.MaxWidth, table.Width))
	flags.Words(cmd, "format", formats...)
	_ = cmd.RegisterFlagCompletionFunc("diff", completeSide) // fails only for a flag that does not exist
	return cmd
}

// Run compares the variants of the study.
func Run(cmd *cobra.Command, o *Options) error {
	if o.Format == "" {
		o.Format = formatOf(o.Output)
	}
	if o.Width == 0 {
		o.Width = o.IO.Fit(o.Output, table.MinWidth, table.Width)
	}
	if _, err := o.writer(nil); err != nil {
		return err
	}
	if o.Format == mailed && o.Models.Files.Property == litmus.Termination {
		return noMail()
	}
	if o.Full {
		o.All = true
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
	study, err := o.Models.Files.Study(o.Study)
	if err != nil {
		return err
	}
	if o.Format == mailed && study.Asks == litmus.Termination {
		return noMail()
	}
	models, err := o.Models.OfStudy(study, &o.Targets)
	if err != nil {
		return err
	}
	flags.Warn(o.IO.Err, warn.OfStudy(study, models))
	opts := opinion.Options{Options: limits, Workers: o.Workers}
	if o.Diff.at >= 0 {
		return runDiff(cmd, o, study, models, opts)
	}
	opts.Step = o.IO.Step
	var c *results.Comparison
	var p *page.Page
	if o.Format == "html" {
		c, p, err = makepage.Make(cmd.Context(), study, models, o.All, opts, o.command())
	} else {
		c, err = compare.Study(cmd.Context(), study, models, compare.Options{Options: opts, All: o.All, Stories: o.Format == "junit" || o.Format == "github"})
	}
	refused := err // of some programs; the others are shown all the same
	if len(diag.All(err)) == 0 && err != nil || c == nil || len(c.Rows) == 0 {
		return err
	}
	err = o.IO.To(o.Output, func(w io.Writer) error {
		switch {
		case p != nil:
			return p.Write(w)
		case o.Format == mailed:
			return o.mail(cmd.Context(), w, study, models, study.Variants, mail.Verdicts(c), limits)
		}
		write, err := o.writer(w)
		if err != nil {
			return err
		}
		if err := write(c); err != nil || o.Format != "text" || !o.IO.OutTerminal || o.Output != "" {
			return err
		}
		return o.shows(w, c)
	})
	if err != nil {
		return err
	}
	return errors.Join(refused, exit.With(status(c)))
}

// noMail returns the error that threads that wait forever are no matter for a mail.
func noMail() error {
	return diag.New(diag.Span{}, diag.BadOption, "--format mail: a litmus test cannot say that threads wait forever").WithFix("use --format text, markdown or html")
}

// command returns the command line that a page shows as its origin.
func (o *Options) command() string {
	all := o.reading()
	if o.All {
		all += " --all"
	}
	for _, t := range o.Targets.Names {
		all += " --target " + t
	}
	if p := o.Models.Files.Property; p != "" {
		all += " --property " + string(p)
	}
	return "compare " + quote(o.Study) + all + " --format html"
}

// status returns the exit status for the verdicts.
func status(c *results.Comparison) exit.Status {
	s := exit.OK
	for i := range c.Rows {
		switch r := &c.Rows[i]; {
		case r.Failed():
			s = exit.Worse(s, exit.ClaimFails)
		case r.Verdict == verdict.Unknown:
			s = exit.Worse(s, exit.Unknown)
		}
	}
	return s
}
