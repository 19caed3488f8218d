// Package redundant is the command "fencewise redundant", which says which barriers of tests
// can go.
package redundant

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/mail"
	search "github.com/fencewise/fencewise/results/answers/redundant"
	mails "github.com/fencewise/fencewise/results/mail"
	"github.com/fencewise/fencewise/results/redundant"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO       iostreams.IO
	Version  string // of this program, for bundles
	Args     []string
	Models   flags.Models
	Targets  flags.Targets
	Slots    flags.Slots
	Limits   flags.Limits
	Barriers []string
	Short    bool
	Format   string
	Output   string // the folder of the bundles; "" for none
}

var formats = []string{"text", "mail", "json"}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, version string, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io, Version: version}
	cmd := &cobra.Command{
		Use:   "redundant FILE|DIR|NAME|STUDY...",
		Short: "Say which barriers can go, and which are needed",
		Long: `Say for each barrier of the given tests whether it can go:

  redundant  every test that is Never with it stays Never without it
  needed     some test is Sometimes without it; the story shows how
  untested   no test that depends on barriers has it
  unknown    some test is Unknown without it

A test counts only if it depends on barriers: it is Never as written, and
Sometimes without any barrier. Redundant barriers are also tried together. The
answer is about the given tests: give all that your code relies on.

A barrier is an instruction or statement in the text, or the choice of a slot.
Slots with the same name are one barrier, in all tests. In kernel C a barrier is
also what orders by itself, such as smp_load_acquire or xchg; it is exchanged
for what orders nothing, such as READ_ONCE or xchg_relaxed.

For a study, each of its variants is judged, or the one that --as names, with
all its programs. With -o DIR each redundant barrier has a folder with a bundle
for each test, which proves that the test is Never without it.

The exit status is 1 unless a barrier is redundant or, with --barrier, each of
those that are named.`,
		Example: `  fencewise redundant host_ipi --as "patch v2"
  fencewise redundant mytest.litmus other.litmus
  fencewise redundant tests/ --barrier mytest.litmus:12 -o proofs
  fencewise redundant host_ipi/kernel --set set.before=sync --barrier set.before`,
		Args:              flags.TakesSome("programs or studies"),
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVarP(&o.Barriers, "barrier", "b", nil, "ask only about the barrier in `PLACE`: a slot, LINE, THREAD:LINE or FILE:LINE; may be repeated")
	f.BoolVar(&o.Short, "short", false, "leave out the stories")
	o.Models.AddFlags(cmd, "a `MODEL`: an embedded model, or a cat file; may be repeated "+flags.Default)
	o.Targets.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	f.StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: "+prose.Or(formats))
	f.StringVarP(&o.Output, "output", "o", "", "write a bundle for each redundant barrier and test below the folder `DIR`")
	flags.Words(cmd, "format", formats...)
	return cmd
}

// Run finds out which barriers can go.
func Run(cmd *cobra.Command, o *Options) error {
	if !slices.Contains(formats, o.Format) {
		return flags.NoFormat(o.Format, formats)
	}
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	if o.Output != "" {
		if err := checkEmpty(o.Output); err != nil {
			return err
		}
	}
	opts := search.Options{Only: o.Barriers, Used: map[string]bool{}}
	if opts.Options, err = o.Limits.Options(); err != nil {
		return err
	}
	groups, err := o.groups()
	if err != nil {
		return err
	}
	opts.Step = o.IO.Step
	report := &redundant.Report{Schema: results.Schema, Groups: []redundant.Group{}}
	var found []*search.Found
	for _, g := range groups {
		f, err := search.Find(cmd.Context(), g.subjects, opts)
		if err != nil {
			return err
		}
		f.Study, f.Variant = g.study, g.variant
		found, report.Groups = append(found, f), append(report.Groups, f.Group)
	}
	for _, f := range found {
		flags.Warn(o.IO.Err, f.Warnings)
	}
	if err := o.unknown(opts.Used, found); err != nil {
		return err
	}
	if err := o.write(cmd.Context(), report, found, opts.Options); err != nil {
		return err
	}
	errs := []error{exit.With(status(report, len(o.Barriers) > 0))}
	if o.Output != "" {
		errs = append(errs, o.prove(cmd.Context(), found, opts.Options))
	}
	return errors.Join(errs...)
}

func (o *Options) write(ctx context.Context, r *redundant.Report, found []*search.Found, limits decide.Options) (err error) {
	switch o.Format {
	case "text":
		redundant.Text(o.IO.Paint(o.IO.Out), r, !o.Short)
		return nil
	case "json":
		return r.WriteJSON(o.IO.Out)
	}
	w := mail.NewWriter(limits)
	defer func() { err = errors.Join(err, w.Close()) }()
	var letter mails.Letter
	for _, f := range found {
		l, err := w.Redundant(ctx, f)
		if err != nil {
			return err
		}
		letter.Parts = append(letter.Parts, l.Parts...)
	}
	return flags.Mail(o.IO.Out, o.IO.Err, &letter)
}

// unknown returns an error for the first barrier of --barrier that no test has.
func (o *Options) unknown(used map[string]bool, found []*search.Found) error {
	for _, b := range o.Barriers {
		if used[b] {
			continue
		}
		var names []string
		for _, f := range found {
			names = append(names, f.Names()...)
		}
		slices.Sort(names)
		names = slices.Compact(names)
		d := diag.New(diag.Span{}, diag.BadOption, "--barrier %s: no test has a barrier there", b)
		if near := diag.Nearest(b, names); near != "" {
			return d.WithFix("did you mean %s?", near)
		}
		return d.Note("the barriers: %s", strings.Join(names, ", "))
	}
	return nil
}

// status returns the exit status for the answers; each says that all barriers must be
// redundant.
func status(r *redundant.Report, each bool) exit.Status {
	all, any, open := true, false, false
	for i := range r.Groups {
		for k := range r.Groups[i].Barriers {
			switch a := r.Groups[i].Barriers[k].Answer; a {
			case redundant.Redundant:
				any = true
			case redundant.Unknown:
				all, open = false, true
			case redundant.Needed, redundant.Untested:
				all = false
			default:
				panic("redundant: unknown answer " + string(a))
			}
		}
		for k := range r.Groups[i].Tests {
			open = open || r.Groups[i].Tests[k].Reason != ""
		}
	}
	s := exit.OK
	if open {
		s = exit.Unknown
	}
	if !any || each && !all {
		s = exit.Worse(s, exit.ClaimFails)
	}
	return s
}
