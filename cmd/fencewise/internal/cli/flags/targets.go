package flags

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Targets holds the flag --target, which names the machines that kernel C is compiled for.
type Targets struct {
	Names []string
}

// AddFlags adds the flag to a command.
func (t *Targets) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&t.Names, "target", nil, "compile programs in kernel C for a `TARGET`, as the kernel does; "+litmus.AsWritten+": leave them as they are written; may be repeated (fencewise target list)")
	Words(cmd, "target", TargetNames()...)
}

// TargetNames lists what --target takes.
func TargetNames() []string { return append([]string{litmus.AsWritten}, target.Names()...) }

// Of returns each program once for each target. If the user names neither a target nor a model,
// a .c file is decided in each of its readings.
func (t *Targets) Of(ins []library.Input, m *Models) []library.Input {
	for i := range ins {
		ins[i].Each = len(t.Names) == 0 && !m.Named()
	}
	return library.ForTargets(ins, t.Names)
}

// Check returns an error if a target does not exist or is named twice.
func (t *Targets) Check() error {
	var errs diag.List
	seen := map[string]bool{}
	for _, name := range t.Names {
		if seen[name] {
			errs = append(errs, diag.New(diag.Span{}, diag.BadOption, "--target %s is given twice", name).WithFix("give each target once"))
		}
		seen[name] = true
		if name == litmus.AsWritten {
			continue
		}
		if _, err := target.Named(name); err != nil {
			errs = append(errs, diag.All(err)...)
		}
	}
	return errs.Err()
}

// CompleteTarget lists the targets.
func CompleteTarget(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, t := range target.All() {
		names = append(names, t.Name+"\t"+t.Doc)
	}
	return startingWith(names, typed), cobra.ShellCompDirectiveNoFileComp
}
