package model

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

func newList(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             "List the embedded models",
		Example:           `  fencewise model list`,
		Args:              flags.None,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			list := models.List()
			width := 0
			for _, m := range list {
				width = max(width, len(m.Name))
			}
			for _, m := range list {
				fmt.Fprintf(io.Out, "%-*s  %s\n", width, m.Name, m.Title)
			}
			return nil
		},
	}
}
