package model

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
)

func newCheck(io iostreams.IO) *cobra.Command {
	var files question.Files
	cmd := &cobra.Command{
		Use:   "check FILE|NAME",
		Short: "Say whether a model can be used, or what is wrong with it",
		Long: `Read a model with everything that it includes, and say how many axioms it
has, or what is wrong with it and where; the exit status is 2 then.

What is read must be cat as a whole; what is defined is only looked at as far
as an axiom needs it.`,
		Example: `  fencewise model check mine.cat
  fencewise model check mine.cat -I lib --variant deps`,
		Args:              question.Takes("a model"),
		ValidArgsFunction: question.CompleteModel,
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
				axioms += ", for " + m.Arch + " and not for the programs here"
			}
			_, err = fmt.Fprintf(io.Out, "%s: ok, %s\n", m.Name, axioms)
			return err
		},
	}
	files.AddFlags(cmd)
	return cmd
}
