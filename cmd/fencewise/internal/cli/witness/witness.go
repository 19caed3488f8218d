// Package witness is the command "fencewise witness": an execution in which a
// program's condition holds.
package witness

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Program string
	Model   flags.One
	Targets flags.Targets
	Slots   flags.Slots
	Limits  flags.Limits
	Format  string // "": chosen by the ending of Output
	Output  string
	Width   int      // of text, in columns; 0: see iostreams.IO.Fit
	Edges   []string // relations that a drawing also shows
	Stored  string   // the file of a witness to judge again; "" to search for one
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "witness FILE|NAME",
		Short: "Show an execution in which the condition holds",
		Long: `Show an execution in which the proposition of the final condition holds.

The formats are:

  text    a story: a column for each thread, loads and stores in an order in
          which they can take effect; accesses out of program order are marked,
          and interrupts are shown where they are taken
  svg     a drawing: a column for each thread with program order downwards, and
          edges for reads-from, coherence, from-reads and doorbells; a cycle
          that no interleaving of the threads has is bold
  dot     the same drawing for Graphviz
  html    a page for a browser with the program, the story and the drawing
  json    data, which --check judges again, also under another model
  litmus  a test whose condition holds only in this execution, as far as
          possible, so that herd7 can confirm it
  mail    the test, its result in herd7's words, and the story, for a patch mail

Without --format the ending of the output file selects the format. --edges adds
relations of the model to a drawing. --check uses only the choices that the file
records, and computes everything else again.

With --property termination the execution is one in which threads wait forever.

With several --target the stories are written one after the other. Of a .c file
without --target and --model, the execution is of the first reading that has
one; see fencewise check.

The exit status is 1 if no such execution exists, or if the model does not allow
the stored one or the condition does not hold in it.`,
		Example: `  fencewise witness host_ipi/mail
  fencewise witness host_ipi/mail --set set.before=lwsync --set clear.after=sync
  fencewise witness host_ipi/mail --format svg -o mail.svg
  fencewise witness host_ipi/mail -f dot --edges ppo,fence | dot -Tsvg > m.svg
  fencewise witness wake.litmus --property termination
  fencewise witness host_ipi/mail -o mail.json
  fencewise witness --check mail.json host_ipi/mail --model tso
  fencewise witness wake.litmus --target power    # kernel C, compiled
  fencewise witness host_ipi/mail -o pinned.litmus && herd7 pinned.litmus`,
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
	cmd.Flags().StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: text, svg, dot, html, json, litmus or mail (default: by the ending of the output file, otherwise text)")
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().IntVar(&o.Width, "width", 0, fmt.Sprintf("make text at most `N` columns wide; 0: as wide as the terminal, up to %d, and %d elsewhere", iostreams.MaxWidth, columns))
	cmd.Flags().StringSliceVar(&o.Edges, "edges", nil, "also draw the relations `NAMES` of the model, for example hb,prop")
	cmd.Flags().StringVar(&o.Stored, "check", "", "judge the execution in `FILE`, written by --format json")
	flags.Words(cmd, "format", names()...)
	_ = cmd.RegisterFlagCompletionFunc("edges", o.completeEdges) // fails only for a flag that does not exist
	return cmd
}

// Run finds an execution and shows it, or judges a stored one.
func Run(cmd *cobra.Command, o *Options) error {
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	if o.Stored != "" {
		return check(cmd, o)
	}
	if cmd.Flags().Changed("edges") && (len(o.Edges) == 0 || slices.Contains(o.Edges, "")) {
		return diag.New(diag.Span{}, diag.BadOption, "--edges: a name is empty").WithFix("name relations of the model, for example --edges hb,prop")
	}
	f, err := o.format()
	if err != nil {
		return err
	}
	if o.Model.Files.Property == litmus.Termination && (f.name == "litmus" || f.name == "mail") {
		return diag.New(diag.Span{}, diag.BadOption, "--format %s: a litmus test cannot say that threads wait forever", f.name).
			WithFix("use --format text, html or json")
	}
	switch {
	case o.Width == 0:
		o.Width = o.IO.Fit(o.Output, minWidth, columns)
	case o.Width < minWidth:
		return diag.New(diag.Span{}, diag.BadOption, "--width %d: a story needs %d columns", o.Width, minWidth)
	}
	asked, err := flags.ReadFor(o.Program, o.IO.In, &o.Model, &o.Targets, &o.Slots, &o.Limits)
	if err != nil {
		return err
	}
	if asked.Len() > 1 && f.name != "text" {
		return diag.New(diag.Span{}, diag.BadOption, "--format %s is for one execution, and %d targets are given", f.name, asked.Len()).
			WithFix("name one --target, or use --format text")
	}
	if asked.Len() == 1 {
		return asked.Each(o.IO.Err, func(q opinion.Case) error { return o.readings(cmd.Context(), q, &asked, f) })
	}
	var all bytes.Buffer
	late := asked.Each(o.IO.Err, func(q opinion.Case) error {
		return o.one(cmd.Context(), q, asked.Limits, f, func(b *bytes.Buffer) error {
			if all.Len() > 0 {
				all.WriteByte('\n')
			}
			_, err := b.WriteTo(&all)
			return err
		})
	})
	if all.Len() > 0 {
		if err := o.to(&all); err != nil {
			return err
		}
	}
	return late
}

// to writes what was found to the output.
func (o *Options) to(b *bytes.Buffer) error {
	return o.IO.To(o.Output, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}

// columns is the width of the narrowest terminal that is supported.
const columns = 80

// minWidth is the smallest width of a story.
const minWidth = 40

// readings finds an execution for a case. If there is none, and the program is a .c file, it asks
// about the other readings of the file in turn. The error is that about the first reading.
func (o *Options) readings(ctx context.Context, q opinion.Case, asked *flags.Asked, f *format) error {
	first := o.one(ctx, q, asked.Limits, f, o.to)
	if _, none := first.(*exit.Reported); !none {
		return first
	}
	for _, other := range asked.Others(q) {
		if ctx.Err() != nil {
			break
		}
		if err := o.one(ctx, other, asked.Limits, f, o.to); err == nil {
			return nil
		} else if _, none := err.(*exit.Reported); !none && len(diag.All(err)) == 0 {
			return err
		}
	}
	return first
}

// one finds an execution for one case and gives it, as text, to a function.
func (o *Options) one(ctx context.Context, q opinion.Case, limits decide.Options, f *format, to func(*bytes.Buffer) error) error {
	s, a, err := opinion.Decide(ctx, q, limits)
	switch {
	case err != nil:
		return err
	case a.Verdict == verdict.Unknown:
		fmt.Fprintf(o.IO.Err, "%s %s is Unknown: %s\n", q.Name, q.Under(), a.Reason)
		return exit.With(exit.Unknown)
	case a.Witness == nil:
		fmt.Fprintf(o.IO.Err, "%s %s is %s: there is no execution to show\n", q.Name, q.Under(), a.Verdict)
		return exit.With(exit.ClaimFails)
	}
	var b bytes.Buffer // so that a file is created only if the text is complete
	if f.name == "text" && (q.Test.Target != "" || csource.Is(q.Name)) {
		prose.Write(&b, prose.Paragraph(q.Name+" "+q.Under()+":", columns, "  "))
		b.WriteByte('\n')
	}
	if err := f.write(ctx, o, &b, found{&q, a.Witness}); err != nil {
		return err
	}
	l, err := opinion.Limitation(ctx, q, limits, s, a)
	if err != nil {
		return err
	}
	if l != nil && f.name == "text" {
		fmt.Fprintf(&b, "Note: %s\n", l)
	} else if l != nil {
		fmt.Fprintf(o.IO.Err, "note: %s\n", l)
	}
	return to(&b)
}
