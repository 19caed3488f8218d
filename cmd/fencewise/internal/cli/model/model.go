// Package model is the command "fencewise model", which lists, shows and checks memory
// models.
package model

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

// New returns the command with its subcommands.
func New(io iostreams.IO) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "model",
		Short: "List the embedded memory models, or show or check a model",
		Long: `A memory model says which executions a machine allows. It is written in the
cat language: axioms over relations such as program order and reads-from.`,
		Example: `  fencewise model list
  fencewise model show power
  fencewise model show power --explain
  fencewise model check mine.cat -I lib`,
		Args: flags.Subcommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newList(io), newShow(io), newCheck(io))
	return cmd
}
