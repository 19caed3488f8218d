package witness

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/trace"
)

// check judges the witness that was stored in a file.
func check(cmd *cobra.Command, o *Options) error {
	for _, flag := range []string{"target", "set", "as", "bound", "interrupts", "format", "output", "edges"} {
		if cmd.Flags().Changed(flag) {
			return diag.New(diag.Span{}, diag.BadOption, "--%s cannot be used with --check: the file determines the execution", flag)
		}
	}
	src, err := library.ReadFile(o.Stored)
	if err != nil {
		return err
	}
	t, err := trace.Parse(src)
	if err != nil {
		return err
	}
	if o.Model.Name == "" {
		if err := embedded(src, t.Model.Name); err != nil {
			return err
		}
		o.Model.Name, o.Model.Files.Variants = t.Model.Name, t.Model.Variants
	}
	m, err := o.Model.Load()
	if err != nil {
		return err
	}
	in, err := o.Model.Files.Program(o.Program, o.IO.In)
	if err != nil {
		return err
	}
	in.Target = t.Target
	q, err := opinion.NewCase(in, m, nil)
	if err != nil {
		return err
	}
	st, err := t.Judge(cmd.Context(), q.Test, q.Model.Name, q.Model.Model, o.Limits.MaxEvents)
	if err != nil {
		return err
	}
	o.report(&q, st)
	if !st.OK() {
		return exit.With(exit.ClaimFails)
	}
	return nil
}

// embedded returns an error if no embedded model has the name: a model file is
// opened only if the user names it.
func embedded(src *diag.Source, name string) error {
	if slices.Contains(models.Names(), name) {
		return nil
	}
	return diag.New(diag.Span{}, diag.TraceModel, "%s was found under the model %q, which is not an embedded model", src.Name, name).
		WithFix("name the model that judges it with --model")
}

func (o *Options) report(q *opinion.Case, st *trace.Judged) {
	s := st.C.X.S
	verb := "allows"
	if !st.Verdict.Consistent() {
		verb = "forbids"
	}
	fmt.Fprintf(o.IO.Out, "%s: %s %s this execution of %s\n", o.Stored, q.Model.Name, verb, q.Name)
	for i := range st.Verdict.Violations {
		fmt.Fprintf(o.IO.Out, "  %s\n", st.Verdict.Violations[i].String(s))
	}
	for _, cut := range st.C.Cuts {
		fmt.Fprintf(o.IO.Out, "  it is incomplete: %s\n", s.Cuts[cut].Reason(s))
	}
	holds := "does not hold in it"
	if st.Holds {
		holds = "holds in it"
	}
	fmt.Fprintf(o.IO.Out, "  the proposition %s: %s\n", holds, s.Test.Cond)
	if !st.Counts {
		fmt.Fprintf(o.IO.Out, "  the filter rejects it: %s\n", litmus.PropString(s.Test.Filter))
	}
	if st.Changed {
		fmt.Fprintf(o.IO.Out, "  note: the text of %s has changed since the execution was found\n", q.Model.Name)
	}
}
