package prove

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
	"github.com/fencewise/fencewise/results/answers/warn"
)

// batch holds the state of a run over several programs.
type batch struct {
	o      *Options
	status exit.Status
	counts map[verdict.Verdict]int
	made   int     // bundles
	failed int     // inputs with an error
	grave  []error // disagreements and bugs: reported last, so that the user sees them
}

// fail records an error of a program; name is "" if the program has none yet.
func (b *batch) fail(name string, err error) {
	if !exit.OfInput(err) {
		if name != "" {
			err = fmt.Errorf("%s: %w", name, err)
		}
		b.grave = append(b.grave, err)
		return
	}
	b.failed++
	b.status = exit.Worse(b.status, exit.Of(err))
	diag.Render(b.o.IO.Err, err)
}

// proving returns the options for making bundles, and the slot choices.
func (o *Options) proving() (prove.Options, map[string]string, error) {
	limits, err := o.Limits.Options()
	if err != nil {
		return prove.Options{}, nil, err
	}
	choices, err := o.Slots.Choices()
	return o.making(limits), choices, err
}

// making returns the options for making bundles within limits.
func (o *Options) making(limits decide.Options) prove.Options {
	return prove.Options{Options: limits, Variants: o.Model.Files.Variants, By: prover.Name(o.Prover), Version: o.Version, OrderAlike: o.Alike}
}

// many makes a bundle for each Never.
func many(ctx context.Context, o *Options) (err error) {
	bad := func(format string, args ...any) *diag.Diagnostic {
		return diag.New(diag.Span{}, diag.BadOption, format, args...)
	}
	switch {
	case !o.bundled():
		return bad("proofs of several programs are bundles, each a folder").WithFix("name a folder for them with -o")
	case len(o.Slots.Set) > 0 && slices.ContainsFunc(o.Args, flags.IsStudy):
		return bad("--set: a study is proved for all choices of its slots")
	case o.Slots.As != "" && slices.ContainsFunc(o.Args, flags.IsStudy):
		return bad("--as: a study is proved for all choices of its slots").WithFix("name programs of the study")
	}
	if err := bundle.CheckEmpty(o.Output); err != nil {
		return err
	}
	proving, choices, err := o.proving()
	if err != nil {
		return err
	}
	b := batch{o: o, status: exit.OK, counts: map[verdict.Verdict]int{}}
	jobs, err := o.jobs(choices, func(err error) { b.fail("", err) })
	if err != nil {
		return err
	}
	p := prove.NewProver(proving)
	defer func() { err = errors.Join(err, p.Close()) }()
	done := 0
	for i := range jobs {
		if errors.Is(ctx.Err(), context.Canceled) { // after a time limit, each program reports it
			break
		}
		out, err := p.Prove(ctx, jobs[i].Task)
		refused := opinion.Unreadable(jobs[i].Test.Target, err)
		switch {
		case jobs[i].reading && refused != nil:
			flags.Warn(o.IO.Err, diag.List{refused})
		case err != nil:
			b.fail(jobs[i].Name, err)
		default:
			b.emit(&jobs[i], &out)
			b.confirm(ctx, &jobs[i], &out)
		}
		done++
	}
	b.end(done, len(jobs))
	return errors.Join(append(b.grave, exit.With(b.status))...)
}

// emit reports the result for one program.
func (b *batch) emit(j *job, out *prove.Proved) {
	if m, err := j.Model.For(j.Test); err == nil {
		flags.Warn(b.o.IO.Err, warn.Of(j.Test, m))
	}
	b.counts[out.Verdict]++
	if out.Verdict == verdict.Unknown || out.Gave != "" || out.Counts[verdict.Unknown] > 0 {
		b.status = exit.Worse(b.status, exit.Unknown)
	}
	if out.Report != nil {
		b.made++
	}
	fmt.Fprintln(b.o.IO.Out, said(&j.Task, out))
	if j.study != nil {
		b.variants(j, out)
	}
}

// confirm asks solvers to confirm a bundle, if the user wants that.
func (b *batch) confirm(ctx context.Context, j *job, out *prove.Proved) {
	if out.Report == nil {
		return
	}
	switch err := b.o.second.Bundle(ctx, j.Folder, out.Report); {
	case exit.Of(err) == exit.Unknown:
		b.status = exit.Worse(b.status, exit.Unknown)
	case err != nil:
		b.fail(j.Name, err)
	}
}

// said returns the result for one program as a line.
func said(t *prove.Task, out *prove.Proved) string {
	by := t.Model.Name
	if m, err := t.Model.For(t.Test); err == nil {
		by = m.Name
	}
	if out.Report != nil {
		by += out.Report.Conditions()
	} else if on := onTarget(t); len(on) > 0 {
		by += " (" + strings.Join(on, ", ") + ")"
	}
	name := compiled(&t.Case)
	who := fmt.Sprintf("%s under %s is %s", name, by, out.Verdict)
	if out.Counts != nil {
		all := 0
		for _, n := range out.Counts {
			all += n
		}
		who = fmt.Sprintf("%s under %s is Never in %d of %d variants", name, by, out.Counts[verdict.Never], all)
		if n := out.Counts[verdict.Unknown]; n > 0 {
			who += fmt.Sprintf(", and Unknown in %d (%s)", n, out.Reason)
		}
	} else if out.Verdict == verdict.Unknown {
		who += ": " + out.Reason
	}
	switch {
	case out.Report != nil:
		if m := out.Report.Manifest; m.Verdict != string(verdict.Never) {
			who = fmt.Sprintf("%s under %s is %s", name, by, m.Verdict)
			if m.Table != nil {
				who += fmt.Sprintf(" in %d of %d variants", m.Table.Never, m.Table.All)
			}
		}
		return fmt.Sprintf("%s: %s has the proof, checked (%d bytes)", who, t.Folder, out.Report.Proofs)
	case out.Gave != "":
		return who + ": " + out.Gave
	}
	return who
}

// compiled returns the name of a program, with the target that it is compiled for.
func compiled(c *opinion.Case) string {
	if c.Test.Compiled() {
		return c.Name + " compiled for " + c.Test.Target
	}
	return c.Name
}

// onTarget returns the variants that the target of a task turns on in its model.
func onTarget(t *prove.Task) []string {
	if m, err := t.Model.For(t.Test); err == nil {
		return m.Variants
	}
	return nil
}

// variants reports which named variants of the study are proved, and compares this
// with the claims.
func (b *batch) variants(j *job, out *prove.Proved) {
	for _, v := range j.study.VariantsOf(j.program) {
		shown := ""
		if out.Report != nil {
			shown = out.Report.VerdictOf(v.Assignment(j.program))
		}
		var claimed string
		if c := v.Claim(j.program, j.Model.Name); c != nil && j.study.Judges(j.program, j.Model.Name) && (j.Model.Target == "" || j.Model.Target == j.Model.Name) {
			claimed = string(*c)
		}
		switch {
		case shown != "" && claimed != "" && claimed != string(verdict.Never):
			fmt.Fprintf(b.o.IO.Out, "  ! %s: %s, claimed %s\n", shown, v.Name, claimed)
			b.status = exit.Worse(b.status, exit.ClaimFails)
		case shown != "":
			fmt.Fprintf(b.o.IO.Out, "  %s: %s\n", shown, v.Name)
		case claimed == string(verdict.Never) && (out.Gave != "" || out.Counts[verdict.Unknown] > 0):
			fmt.Fprintf(b.o.IO.Out, "  claimed Never, but not decided: %s\n", v.Name) // the status is Unknown
		case claimed == string(verdict.Never):
			fmt.Fprintf(b.o.IO.Out, "  ! claimed Never, but not proved: %s\n", v.Name)
			b.status = exit.Worse(b.status, exit.ClaimFails)
		}
	}
}

// end prints the summary.
func (b *batch) end(done, all int) {
	if done < all {
		b.status = exit.Worse(b.status, exit.Unknown)
		fmt.Fprintf(b.o.IO.Err, "interrupted: %d of %d programs were decided\n", done, all)
	}
	if b.failed > 0 {
		fmt.Fprintf(b.o.IO.Err, "%d of the programs failed\n", b.failed)
	}
	if b.made == 0 && b.status == exit.OK {
		b.status = exit.ClaimFails
	}
	line := fmt.Sprintf("%d of %d Never", b.counts[verdict.Never], done)
	if n := b.counts[verdict.Unknown]; n > 0 {
		line += fmt.Sprintf(", %d Unknown", n)
	}
	if b.made == 0 {
		fmt.Fprintf(b.o.IO.Out, "%s; nothing was written\n", line)
		return
	}
	fmt.Fprintf(b.o.IO.Out, "%s; bundles below %s, all checked: %d\n", line, b.o.Output, b.made)
}

// table makes one bundle about all variants of a program.
func table(ctx context.Context, o *Options) (err error) {
	proving, choices, err := o.proving()
	if err != nil {
		return err
	}
	models, err := o.Model.LoadFor(&o.Targets)
	if err != nil {
		return err
	}
	in, err := o.Model.Files.Program(o.Args[0], o.IO.In)
	if err != nil {
		return err
	}
	if in, err = o.Slots.Choose(in); err != nil {
		return err
	}
	q, err := opinion.NewCase(in, models[0], choices)
	if err != nil {
		return err
	}
	flags.Warn(o.IO.Err, q.Warnings)
	p := prove.NewProver(proving)
	defer func() { err = errors.Join(err, p.Close()) }()
	t := prove.Task{Case: opinion.Case{Name: q.Name, Test: q.Test, Model: q.Model, Choices: q.Choices}, All: true, Folder: o.Output}
	out, err := p.Prove(ctx, t)
	if err != nil {
		return err
	}
	line := said(&t, &out)
	switch {
	case out.Verdict == verdict.Never && out.Report == nil || out.Verdict == verdict.Unknown:
		fmt.Fprintln(o.IO.Err, line)
		return exit.With(exit.Unknown)
	case out.Report == nil:
		fmt.Fprintf(o.IO.Err, "%s: there is nothing to prove\n  do: fencewise compare shows the variants of a study, fencewise witness an execution\n", line)
		return exit.With(exit.ClaimFails)
	}
	fmt.Fprintln(o.IO.Err, line)
	err = o.second.Bundle(ctx, o.Output, out.Report)
	if err == nil && out.Counts[verdict.Unknown] > 0 {
		return exit.With(exit.Unknown)
	}
	return err
}
