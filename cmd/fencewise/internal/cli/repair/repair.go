// Package repair is the command "fencewise repair", which finds the placements of
// barriers that make a program's outcome impossible, cheapest first.
package repair

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
	search "github.com/fencewise/fencewise/results/answers/repair"
	"github.com/fencewise/fencewise/results/repair"
)

// Options holds the arguments and flags of one call of the command.
type Options struct {
	IO      iostreams.IO
	Name    string
	Models  flags.Models
	Targets flags.Targets
	Slots   flags.Slots
	Limits  flags.Limits
	Insert  string
	Choices string
	Cost    string
	Print   bool
	Diff    bool
	Workers int
	Format  string
	Output  string
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(io iostreams.IO, runF func(*cobra.Command, *Options) error) *cobra.Command {
	o := &Options{IO: io}
	cmd := &cobra.Command{
		Use:   "repair FILE|DIR|NAME|STUDY",
		Short: "Find the cheapest barriers that make a bad outcome impossible",
		Long: `Find all minimal placements of barriers that make the outcome of a program
impossible. Minimal means that the outcome is possible with any weaker choice.
The list is proved to be complete, and ordered by cost.

For exists and ~exists the outcome is the proposition of the condition; for
forall it is that the proposition does not hold. For a study, every program is
repaired under each of the study's models, or for each of its targets.

With --target, programs in kernel C are repaired as they are compiled: the
placements consist of primitives of the kernel, and are enough on that machine.

--insert makes a slot at every point between two memory accesses of a thread.
The barriers and slots of the program stay as they are; --insert=replace removes
the barriers first. --print writes the program with the cheapest placement.

If no placement is enough, the exit status is 1.`,
		Example: `  fencewise repair host_ipi/mail
  fencewise repair host_ipi --format markdown
  fencewise repair mytest.litmus --insert
  fencewise repair mytest.litmus --insert=replace --choices none,lwsync,sync
  fencewise repair mytest.litmus --insert --print > repaired.litmus
  fencewise repair host_ipi/kernel --cost ppc970
  fencewise repair wake.litmus --target lkmm --target power`,
		Args:              flags.Takes("a program or a study"),
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(cmd, o)
			}
			return Run(cmd, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Insert, "insert", "", "make a slot at every point between two accesses; `HOW` is add, replace, which first removes the barriers of the program, or in .c files weaken, which makes slots only of what stands there and could be weaker")
	f.Lookup("insert").NoOptDefVal = add
	f.StringVar(&o.Choices, "choices", "", "the choices of inserted slots, as a `LIST` (default none,eieio,lwsync,sync, and msgsync if an interrupt can come before)")
	f.StringVar(&o.Cost, "cost", cost.Default, "the costs of barriers: a `FILE`, or "+strings.Join(cost.Presets(), " or "))
	f.BoolVar(&o.Diff, "diff", false, "write the cheapest placement in a .c file as a patch of it and of its headers, and nothing else")
	f.BoolVar(&o.Print, "print", false, "write the program with the cheapest placement, and nothing else")
	o.Models.AddFlags(cmd, "a `MODEL`: an embedded model, or a cat file; may be repeated "+flags.Default)
	o.Targets.AddFlags(cmd)
	o.Slots.AddFlags(cmd)
	f.Lookup("as").Usage = "begin with the choices of this `VARIANT` of the program's study, in place of those in the file"
	f.Lookup("set").Usage = "fix the choice of a barrier slot: `SLOT=CHOICE`, or several of them separated by commas; the choices of the other slots are searched"
	o.Limits.AddFlags(cmd)
	o.Models.Files.AddProperty(cmd)
	f.IntVarP(&o.Workers, "jobs", "j", 0, "repair `N` programs at a time; 0: one for each CPU")
	f.StringVarP(&o.Format, "format", "f", "", "write as `FORMAT`: "+strings.Join(formats, ", ")+" (default: by the ending of the output file, otherwise text)")
	f.StringVarP(&o.Output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.Words(cmd, "format", formats...)
	flags.Words(cmd, "insert", add, replace, weaken)
	flags.Words(cmd, "cost", cost.Presets()...)
	return cmd
}

const (
	add     = "add"
	replace = "replace"
	weaken  = "weaken"
)

var formats = []string{"text", "markdown", "csv", "json"}

// Run repairs the programs.
func Run(cmd *cobra.Command, o *Options) error {
	o.Format = flags.FormatOf(o.Format, o.Output, formats...)
	end, err := o.Limits.Begin(cmd)
	if err != nil {
		return err
	}
	defer end()
	subjects, err := o.subjects()
	if err != nil {
		return err
	}
	opts, err := o.options()
	if err != nil {
		return err
	}
	if (o.Print || o.Diff) && len(subjects) != 1 {
		return diag.New(diag.Span{}, diag.BadOption, "%s writes one program, but %d are given", map[bool]string{true: "--print", false: "--diff"}[o.Print], len(subjects)).
			WithFix("name one program, and one --model or --target")
	}
	opts.Step = o.IO.Step
	all, err := search.Find(cmd.Context(), subjects, opts)
	if err != nil {
		return err
	}
	return o.show(all, opts.Cost)
}

// options checks the flags.
func (o *Options) options() (r search.Options, err error) {
	wrong := func(format string, args ...any) *diag.Diagnostic {
		return diag.New(diag.Span{}, diag.BadOption, format, args...)
	}
	switch {
	case !slices.Contains(formats, o.Format):
		return r, flags.NoFormat(o.Format, formats)
	case o.Insert != "" && o.Insert != add && o.Insert != replace && o.Insert != weaken:
		return r, wrong("--insert=%s: expected add, replace or weaken", o.Insert)
	case o.Choices != "" && o.Insert == weaken:
		return r, wrong("--choices is for barriers that are added, and --insert=weaken adds none")
	case o.Diff && o.Print:
		return r, wrong("--diff and --print write different things").WithFix("give one of them")
	case o.Choices != "" && o.Insert == "":
		return r, wrong("--choices is for the slots that --insert makes").WithFix("add --insert, or write the choices into the slots of the program")
	}
	if err := flags.CheckJobs(o.Workers, "programs"); err != nil {
		return r, err
	}
	if o.Choices != "" {
		if r.Choices, err = insert.Choices(o.Choices); err != nil {
			return r, err
		}
	}
	if r.Cost, err = cost.Load(o.Cost); err != nil {
		return r, err
	}
	if r.Set, err = o.Slots.Choices(); err != nil {
		return r, err
	}
	r.Options.Options, err = o.Limits.Options()
	r.Insert, r.Replace, r.Weaken, r.Workers = o.Insert != "", o.Insert == replace, o.Insert == weaken, o.Workers
	return r, err
}

// subjects returns the programs to repair, each with a model: those of a study under
// its models, or the named programs.
func (o *Options) subjects() ([]search.Subject, error) {
	if !flags.IsStudy(o.Name) {
		return o.programs()
	}
	st, err := o.Models.Files.Study(o.Name)
	if err != nil {
		return nil, err
	}
	ms, err := o.Models.OfStudy(st, &o.Targets)
	if err != nil {
		return nil, err
	}
	var as *library.Variant
	if o.Slots.As != "" {
		if as, err = flags.Variant("--as", o.Slots.As, st.Name, st.Variants); err != nil {
			return nil, err
		}
	}
	var all []search.Subject
	for _, p := range st.Programs {
		if as != nil && !slices.Contains(as.Programs, p) {
			continue
		}
		for i := range ms {
			if st.Excludes(p, ms[i].Target) {
				continue
			}
			s := search.Subject{Name: p.Name, Read: func() (*litmus.Test, error) { return ms[i].Test(p.Test), nil }, Model: ms[i]}
			if as != nil {
				s.Variant, s.Now = as.Name, as.Assignment(p)
			}
			all = append(all, s)
		}
	}
	return all, nil
}

// programs returns the named programs, each with each model.
func (o *Options) programs() ([]search.Subject, error) {
	ins, err := o.Models.Files.Open(o.Name, o.IO.In)
	if err != nil {
		return nil, err
	}
	o.insertInC(ins)
	if ins, err = o.Slots.ChooseAll(ins); err != nil {
		return nil, err
	}
	ms, err := o.Models.LoadFor(&o.Targets)
	if err != nil {
		return nil, err
	}
	all := search.Subjects(ins, ms)
	for i := range all {
		if o.Slots.As == "" {
			break
		}
		v, _, err := flags.VariantOf("--as", o.Slots.As, all[i].Name)
		if err != nil {
			return nil, err
		}
		all[i].Variant = v.Name
	}
	return all, nil
}

// insertInC makes slots in .c files that have none, and has operations that can be exchanged read as
// statements.
func (o *Options) insertInC(ins []library.Input) {
	for i := range ins {
		if !csource.Is(ins[i].Name) {
			continue
		}
		if o.Insert == "" {
			if t, err := ins[i].Parse(); err == nil && len(t.Slots) == 0 {
				o.Insert = add
			}
		}
		ins[i].C.Apart = o.Insert != ""
	}
}

// show writes what was found, and returns its exit status as an error.
func (o *Options) show(all []search.Repaired, m *cost.Model) error {
	var offered cost.Cost
	for i := range all {
		offered = offered.Plus(all[i].Offered)
		if all[i].Costs != nil {
			m = all[i].Costs // all programs are in one language
		}
	}
	report := &repair.Report{Schema: results.Schema, Repairs: []repair.Repair{},
		Cost: repair.CostModel{Name: m.Name, Title: m.Title, Source: m.Source, Unit: m.Unit, Text: m.StringFor(offered)}}
	status := exit.OK
	var errs []error
	seen := map[string]bool{}
	for i := range all {
		switch r := &all[i]; {
		case r.Err == nil:
			report.Repairs = append(report.Repairs, r.Repair)
			status = exit.Worse(status, statusOf(&r.Repair))
		case len(diag.All(r.Err)) > 0:
			if !seen[r.Err.Error()] { // it is the same under several models
				errs = append(errs, r.Err)
			}
			seen[r.Err.Error()] = true
		default:
			errs = append(errs, fmt.Errorf("%s: %w", r.Subject.Name, r.Err))
		}
	}
	for i := range all {
		flags.Warn(o.IO.Err, all[i].Warnings)
	}
	if len(report.Repairs) > 0 {
		if err := o.IO.To(o.Output, func(w io.Writer) error { return o.write(w, report, all) }); err != nil {
			return err
		}
	}
	return errors.Join(append(errs, exit.With(status))...)
}

func (o *Options) write(w io.Writer, report *repair.Report, all []search.Repaired) error {
	switch {
	case o.Print && all[0].Best == nil:
		fmt.Fprintf(o.IO.Err, "%s %s: there is no placement to print\n", all[0].Program, results.Under(all[0].Target, all[0].Model, all[0].On))
	case o.Diff && all[0].Patch == "":
		why := all[0].NoPatch
		switch {
		case all[0].Best == nil:
			why = "there is no placement"
		case !all[0].Subject.IsC():
			why = "only .c files are patched; --print writes the program"
		case why == "":
			why = "nothing has to be changed"
		}
		fmt.Fprintf(o.IO.Err, "%s %s: %s\n", all[0].Program, results.Under(all[0].Target, all[0].Model, all[0].On), why)
	case o.Diff:
		fmt.Fprint(w, all[0].Patch)
	case o.Print:
		fmt.Fprint(w, all[0].Best)
	case o.Format == "text":
		repair.Text(o.IO.Paint(w), report)
	case o.Format == "markdown":
		repair.Markdown(w, report)
	case o.Format == "csv":
		return repair.CSV(w, report)
	default:
		return report.WriteJSON(w)
	}
	return nil
}

// statusOf returns the exit status for a repair: ClaimFails if no placement is
// enough, Unknown if the list may be incomplete.
func statusOf(r *repair.Repair) exit.Status {
	switch {
	case !r.Complete:
		return exit.Unknown
	case len(r.Placements) == 0:
		return exit.ClaimFails
	}
	return exit.OK
}
