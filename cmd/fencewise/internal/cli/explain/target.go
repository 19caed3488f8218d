package explain

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// acrossTargets reports whether --against names a target. A variant of the program's study
// with exactly this name takes precedence.
func (o *Options) acrossTargets(program string) bool {
	if !slices.Contains(flags.TargetNames(), o.Against) {
		return false
	}
	st, p, err := library.StudyOf(program)
	return err != nil || st == nil || !slices.ContainsFunc(st.VariantsOf(p), func(v *library.Variant) bool { return v.Name == o.Against })
}

// onTarget returns the case for the target that --against names, with the slot choices of
// another one. If that has no target, it is given "lkmm", for the program as it is written.
func (o *Options) onTarget(q *opinion.Case) (opinion.Case, error) {
	if q.Test.Target == "" {
		written := *q.Test
		written.Target = litmus.AsWritten
		q.Test = &written
	}
	if q.Test.Target == o.Against {
		return opinion.Case{}, diag.New(diag.Span{}, diag.BadOption, "--against %s: both are the same target", o.Against).
			WithFix("name another one with --target")
	}
	ms, err := o.Model.LoadFor(&flags.Targets{Names: []string{o.Against}})
	if err != nil {
		return opinion.Case{}, err
	}
	other := opinion.Case{Name: q.Name, Test: ms[0].Test(q.Test), Choices: q.Choices}
	other.Model, err = ms[0].For(other.Test)
	return other, err
}

// nearTarget returns the target whose name is like another name; "" if there is none.
func nearTarget(name string) string { return diag.Nearest(name, flags.TargetNames()) }

// completeAgainst lists the variants of the program on the line, and the targets.
func completeAgainst(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	names, directive := flags.CompleteVariant(cmd, args, typed)
	for _, name := range flags.TargetNames() {
		if strings.HasPrefix(name, typed) {
			names = append(names, name)
		}
	}
	return names, directive
}
