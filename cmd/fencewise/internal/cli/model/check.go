package model

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

func newCheck(io iostreams.IO) *cobra.Command {
	var files flags.Files
	cmd := &cobra.Command{
		Use:   "check FILE|NAME",
		Short: "Check that a model can be used",
		Long: `Read a model with everything that it includes, and print how many axioms it has.
If the model has an error, print what is wrong and where; the exit status is
then 2.

The syntax of the whole file is checked. Definitions are checked only if an
axiom uses them.`,
		Example: `  fencewise model check mine.cat
  fencewise model check mine.cat -I lib --variant deps`,
		Args:              flags.Takes("a model"),
		ValidArgsFunction: flags.CompleteModel,
		RunE: func(_ *cobra.Command, args []string) error {
			files.AnyArch = true
			m, err := files.Load(args[0])
			if err != nil {
				return err
			}
			axioms := fmt.Sprintf("%d axioms", len(m.Axioms))
			if len(m.Axioms) == 1 {
				axioms = "1 axiom"
			}
			if models.ForPower(m.Name, m.Model) != nil {
				axioms += ", for " + m.Arch + " and not for POWER programs"
			}
			_, err = fmt.Fprintf(io.Out, "%s: ok, %s\n", m.Name, axioms)
			return err
		},
	}
	files.AddFlags(cmd)
	return cmd
}
