// Package sound is the command "fencewise sound": whether machines do what the kernel's
// model forbids.
package sound

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/opinion"
	makesound "github.com/fencewise/fencewise/results/answers/sound"
	"github.com/fencewise/fencewise/results/sound"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Args    []string
	Targets flags.Targets
	Model   flags.One
	Limits  flags.Limits
	Workers int
	Format  string
	Output  string
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "sound DIR|FILE|NAME... --target TARGET",
		Short: "Check that a machine never does what the kernel's model forbids",
		Long: `Judge tests in kernel C by the kernel's model, and as they are compiled for a
target. The kernel's model is weaker than each machine: if a test is Never under
it, it must be Never on the machine (and a forall that is Always must stay
Always). Each test for which that is not so is an exception, and is shown with
an execution of the machine. An exception is an error in what the kernel maps a
primitive to, in a model, or in fencewise.

The numbers are shown for each folder of tests, its family:

  refused     the target does not compile the test; the reasons are listed
  race        some execution has a data race, so the model promises nothing
  deadlock    no execution ends under the kernel's model
  unknown     not decided, for the reasons that are listed
  allowed     the kernel's model forbids nothing that the test asks for
  forbidden   it does, and the test was judged on the target
  exceptions  the forbidden outcome is possible on the target

The exit status is 1 if there is an exception. --timeout is for each test. After
Ctrl-C the results so far are shown.`,
		Example: `  fencewise sound tests/ --target power
  fencewise sound tests/ --target power --target x86 -f markdown -o sound.md
  fencewise sound tests/ --target power -f json | jq '.targets[].total'`,
		Args:              flags.TakesSome("files, folders or embedded programs"),
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	o.Targets.AddFlags(cmd)
	o.Model.AddFlags(cmd)
	o.Limits.AddFlags(cmd)
	cmd.Flags().Lookup("timeout").Usage = "stop judging a test after this `TIME`, such as 30s; its verdict is then Unknown; 0: no limit"
	cmd.Flags().Lookup("model").Usage = "the `MODEL` of the kernel: an embedded model, or a cat file (default lkmm)"
	cmd.Flags().IntVarP(&o.Workers, "jobs", "j", 0, "judge `N` tests at a time; 0: one for each CPU")
	cmd.Flags().StringVarP(&o.Format, "format", "f", "text", "write as `FORMAT`: "+prose.Or(names()))
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.Words(cmd, "format", names()...)
	return cmd
}

// formats lists the formats and what writes them.
var formats = []struct {
	name  string
	write func(io.Writer, *sound.Report) error
}{
	{"text", func(w io.Writer, r *sound.Report) error { sound.Text(w, r); return nil }},
	{"markdown", func(w io.Writer, r *sound.Report) error { sound.Markdown(w, r); return nil }},
	{"json", func(w io.Writer, r *sound.Report) error { return r.WriteJSON(w) }},
}

func names() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.name)
	}
	return all
}

// writer returns the function that writes the report in the chosen format.
func (o *Options) writer() (func(io.Writer, *sound.Report) error, error) {
	for _, f := range formats {
		if f.name == o.Format {
			return f.write, nil
		}
	}
	return nil, flags.NoFormat(o.Format, names())
}

// Run judges the tests and writes the report.
func Run(cmd *cobra.Command, o *Options) error {
	write, err := o.writer()
	if err != nil {
		return err
	}
	if err := flags.CheckJobs(o.Workers, "tests"); err != nil {
		return err
	}
	targets, err := o.machines()
	if err != nil {
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
	var ms makesound.Models
	if ms.Kernel, err = o.Model.Load(); err != nil {
		return err
	}
	if ms.Machine, err = fit.LoadDefault(models.Options{}); err != nil {
		return err
	}
	status := exit.OK
	var grave []error
	failed := func(name string, err error) {
		if !exit.OfInput(err) { // shown last, so that the user sees it
			grave = append(grave, fmt.Errorf("%s: %w", name, err))
			return
		}
		status = exit.Worse(status, exit.Of(err))
		diag.Render(o.IO.Err, err)
	}
	tests, missing := o.tests(failed)
	opts := opinion.Options{Options: limits, Timeout: o.Limits.Timeout, Workers: o.Workers, Step: o.IO.Step}
	r, err := makesound.Check(cmd.Context(), tests, ms, targets, opts, func(p makesound.Program, err error) { failed(p.Name, err) })
	if err != nil {
		return err
	}
	r.Failed += missing
	if err := o.IO.To(o.Output, func(w io.Writer) error { return write(w, r) }); err != nil {
		return err
	}
	if r.Left > 0 {
		fmt.Fprintf(o.IO.Err, "interrupted: %d of %d tests were judged\n", len(tests)-r.Left, len(tests))
		status = exit.Worse(status, exit.Unknown)
	}
	if total := len(tests) + missing; r.Failed > 0 && total > 1 {
		fmt.Fprintf(o.IO.Err, "%d of %d inputs failed\n", r.Failed, total)
	}
	for _, t := range r.Targets {
		total := t.Total()
		if total.Count[sound.Exception] > 0 {
			status = exit.Worse(status, exit.ClaimFails)
		}
		if total.Count[sound.Unknown] > 0 {
			status = exit.Worse(status, exit.Unknown)
		}
	}
	return errors.Join(append(grave, exit.With(status))...)
}

// tests finds the programs of all arguments. It returns for how many arguments it finds none.
func (o *Options) tests(failed func(string, error)) (all []makesound.Program, missing int) {
	for _, arg := range o.Args {
		ins, err := o.Model.Files.Open(arg, o.IO.In)
		if err != nil {
			failed(arg, err)
			missing++
			continue
		}
		all = append(all, makesound.Programs(arg, ins)...)
	}
	return all, missing
}

// machines returns the targets.
func (o *Options) machines() ([]*target.Target, error) {
	if err := o.Targets.Check(); err != nil {
		return nil, err
	}
	if len(o.Targets.Names) == 0 {
		return nil, diag.New(diag.Span{}, diag.BadOption, "no target is given").WithFix("name one or more with --target: %s", prose.Join(target.Names(), ", "))
	}
	var all []*target.Target
	for _, name := range o.Targets.Names {
		if name == litmus.AsWritten {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--target %s: programs are not compiled for it, so there is nothing to compare", name)
		}
		t, err := target.Named(name)
		if err != nil {
			return nil, err
		}
		if t.C11 {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--target %s: it compiles C11, which the kernel's model does not know, so there is nothing to compare", name)
		}
		all = append(all, t)
	}
	return all, nil
}
