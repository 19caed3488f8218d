package compare

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/compare"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/table"
)

// pairFlag is a flag with two values. The flag library supports one value only, so
// the second value is the argument that follows.
type pairFlag struct {
	flags *pflag.FlagSet
	first string
	at    int // index of the second value among the arguments; -1 if the flag is not set
}

func (p *pairFlag) String() string { return "" }
func (p *pairFlag) Type() string   { return "A B" }

// Set is called when the flag is reached, with the arguments before it known.
func (p *pairFlag) Set(v string) error {
	if p.at >= 0 && p.first != v { // completion parses a line twice
		return errors.New("it can be given only once")
	}
	p.first, p.at = v, p.flags.NArg()
	return nil
}

// take returns the two values, and the arguments without the second.
func (p *pairFlag) take(args []string) (a, b string, rest []string, err error) {
	switch {
	case p.at < 0:
		return "", "", args, nil
	case p.at >= len(args):
		return "", "", nil, fmt.Errorf("--diff takes two names, of variants, of models or of targets, but only %q is given", p.first)
	}
	return p.first, args[p.at], slices.Delete(slices.Clone(args), p.at, p.at+1), nil
}

// args checks the arguments of the command: a study, and the second value of
// --diff.
func (o *Options) args(cmd *cobra.Command, args []string) error {
	_, _, rest, err := o.Diff.take(args)
	if err != nil {
		return err
	}
	return flags.Takes("a study")(cmd, rest)
}

// complete lists studies, and for the second value of --diff variants and models.
func (o *Options) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if o.Diff.at >= 0 && o.Diff.at == len(args) {
		return completeSide(cmd, args, typed)
	}
	if o.Diff.at >= 0 && o.Diff.at < len(args) {
		args = slices.Delete(slices.Clone(args), o.Diff.at, o.Diff.at+1)
	}
	return flags.CompleteStudy(cmd, args, typed)
}

// completeSide lists the models and targets, and the variants of the study on the command
// line.
func completeSide(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	names := slices.Concat(models.Names(), flags.TargetNames())
	slices.Sort(names)
	names = slices.Compact(names)
	for _, arg := range args {
		if st, err := library.LoadStudy(arg); err == nil {
			for _, v := range st.Variants {
				names = append(names, v.Name)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.HasPrefix(n, typed) }), cobra.ShellCompDirectiveNoFileComp
}

// sides holds the two variants or the two models that --diff names.
type sides struct {
	variants []*library.Variant
	models   []*fit.Model
}

// find resolves the names. A name is that of a variant of the study or of a compared
// model, or the beginning of exactly one of these names; otherwise it names another
// model.
func (o *Options) find(st *library.Study, ms []*fit.Model, names ...string) (*sides, error) {
	s := &sides{}
	for _, name := range names {
		v, m, err := one(st, ms, name)
		switch {
		case err != nil:
			return nil, err
		case v != nil:
			s.variants = append(s.variants, v)
		case m != nil:
			s.models = append(s.models, m)
		default:
			loaded, err := o.other(st, ms, name)
			if err != nil {
				return nil, err
			}
			s.models = append(s.models, loaded)
		}
	}
	if len(s.variants) == 1 {
		return nil, diag.New(diag.Span{}, diag.BadOption, "--diff %s %s: one is a variant and the other is a model", names[0], names[1])
	}
	if len(s.variants) == 2 && o.All {
		return nil, diag.New(diag.Span{}, diag.BadOption, "--diff %s %s: each variant is a single combination of slot choices, so --all has no meaning", names[0], names[1]).
			WithFix("name two models")
	}
	return s, nil
}

// one finds a variant or a model by its name or the beginning of it.
func one(st *library.Study, ms []*fit.Model, name string) (*library.Variant, *fit.Model, error) {
	var begin []string
	var v *library.Variant
	var m *fit.Model
	for _, w := range st.Variants {
		if w.Name == name {
			return w, nil, nil
		}
		if strings.HasPrefix(w.Name, name) {
			begin, v, m = append(begin, w.Name), w, nil
		}
	}
	for i := range ms {
		if ms[i].Name == name {
			return nil, ms[i], nil
		}
		if strings.HasPrefix(ms[i].Name, name) && !slices.Contains(models.Names(), name) {
			begin, v, m = append(begin, ms[i].Name), nil, ms[i]
		}
	}
	if len(begin) > 1 {
		return nil, nil, diag.New(diag.Span{}, diag.BadOption, "--diff %s: several names begin with this", name).
			Note("they are: %s", strings.Join(begin, "; "))
	}
	return v, m, nil
}

// other loads a model that is not one of the study's or, for programs in kernel C, what judges
// another target.
func (o *Options) other(st *library.Study, ms []*fit.Model, name string) (*fit.Model, error) {
	inC := func(p *library.Program) bool { return p.Test.InC() }
	if slices.Contains(flags.TargetNames(), name) && slices.ContainsFunc(st.Programs, inC) {
		of := flags.Models{Files: o.Models.Files} // the models that the user names are others
		targets, err := of.LoadFor(&flags.Targets{Names: []string{name}})
		if err != nil {
			return nil, err
		}
		return targets[0], nil
	}
	m, err := fit.Load(name, o.Models.Files.Options)
	if ds := diag.All(err); len(ds) == 1 && ds[0].Code == diag.NoFile {
		var names []string
		for _, v := range st.Variants {
			names = append(names, v.Name)
		}
		for i := range ms {
			names = append(names, ms[i].Name)
		}
		d := diag.New(diag.Span{}, diag.BadOption, "--diff %s: no variant of the study and no model has this name", name)
		if near := diag.Nearest(name, append(slices.Clone(names), slices.Concat(models.Names(), flags.TargetNames())...)); near != "" {
			return m, d.WithFix("did you mean %q?", near)
		}
		return m, d.Note("variants and models of the study: %s", strings.Join(names, "; "))
	}
	return m, err
}

// runDiff compares two variants, or two models.
func runDiff(cmd *cobra.Command, o *Options, st *library.Study, ms []*fit.Model, opts opinion.Options) error {
	if _, err := o.diffWriter(nil); err != nil {
		return err
	}
	s, err := o.find(st, ms, o.A, o.B)
	if err != nil {
		return err
	}
	if o.Format == mailed && len(s.variants) != 2 {
		return noMailOfModels()
	}
	opts.Step = o.IO.Step
	var d *results.Diff
	if len(s.variants) == 2 {
		d, err = compare.Variants(cmd.Context(), st, ms, s.variants[0], s.variants[1], opts)
	} else {
		d, err = compare.Models(cmd.Context(), st, s.models[0], s.models[1], o.All, opts)
	}
	stopped := d != nil && len(d.Cells) > 0 && (limit.As(err) != nil || len(diag.All(err)) > 0) // what was found is shown
	if err != nil && !stopped {
		return err
	}
	late := err
	err = o.IO.To(o.Output, func(w io.Writer) error {
		if o.Format == mailed {
			return o.mailDiff(cmd.Context(), w, st, ms, s, d, opts.Options)
		}
		write, err := o.diffWriter(w)
		if err != nil {
			return err
		}
		return write(d)
	})
	if err != nil {
		return err
	}
	if stopped {
		return late
	}
	for _, c := range d.Cells {
		if c.A == verdict.Unknown || c.B == verdict.Unknown {
			return exit.With(exit.Unknown)
		}
	}
	return nil
}

func (o *Options) diffWriter(w io.Writer) (func(*results.Diff) error, error) {
	to := table.Options{Width: o.Width}
	text := o.IO.Paint(w)
	switch o.Format {
	case "text":
		return func(d *results.Diff) error { table.DiffText(text, d, to); return nil }, nil
	case "markdown":
		return func(d *results.Diff) error { table.DiffMarkdown(w, d); return nil }, nil
	case "html":
		return func(d *results.Diff) error { return table.DiffHTML(w, d) }, nil
	case "latex":
		return func(d *results.Diff) error { table.DiffLaTeX(w, d); return nil }, nil
	case "csv":
		return func(d *results.Diff) error { return table.DiffCSV(w, d) }, nil
	case "json":
		return func(d *results.Diff) error { return d.WriteJSON(w) }, nil
	case mailed:
		return nil, nil // runDiff writes it
	}
	return nil, diag.New(diag.Span{}, diag.BadOption, "--format %s: it is about claims, and --diff has none", o.Format).
		WithFix("leave out --diff")
}
