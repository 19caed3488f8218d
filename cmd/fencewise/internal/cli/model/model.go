// Package model is the command "fencewise model": a look at memory models.
package model

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/question"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
)

// New makes the command with its subcommands.
func New(io iostreams.IO) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "model",
		Short: "List the embedded memory models, or show one",
		Long: `A memory model says which executions a machine allows. It is written in the
cat language: axioms over relations such as program order and reads-from.`,
		Example: `  fencewise model list
  fencewise model show power`,
		Args: question.Subcommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newList(io), newShow(io))
	return cmd
}

func newList(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             "List the embedded models",
		Example:           `  fencewise model list`,
		Args:              question.None,
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

func newShow(io iostreams.IO) *cobra.Command {
	var include []string
	cmd := &cobra.Command{
		Use:   "show FILE|NAME",
		Short: "Show the text of a model",
		Long: `Show the text of a model, after checking that it can be used: an embedded
one, or a cat file. What it includes is not shown.`,
		Example:           `  fencewise model show power`,
		Args:              question.Takes("a model"),
		ValidArgsFunction: question.CompleteModel,
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := run.LoadModel(args[0], include)
			if err != nil {
				return err
			}
			return show(io.Out, m)
		},
	}
	cmd.Flags().StringArrayVarP(&include, "include", "I", nil, "look for files that the model includes in `DIR` too")
	return cmd
}

// show writes the file of the model itself, which comes first.
func show(w io.Writer, m run.Model) error {
	_, err := io.WriteString(w, m.Files[0].Text)
	return err
}
