package model

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/prose"
)

func newShow(streams iostreams.IO) *cobra.Command {
	var (
		files   flags.Files
		explain bool
	)
	cmd := &cobra.Command{
		Use:   "show FILE|NAME",
		Short: "Show the text of a model, or explain it",
		Long: `Show the text of an embedded model or a cat file, after checking that it can be
used. Files that it includes are not shown.

With --explain, show what the model consists of: a sentence for every base set
and relation that it uses; the definitions of the cat file and the prelude, with
the comments of their authors; and the axioms.`,
		Example: `  fencewise model show power
  fencewise model show power --explain
  fencewise model show mine.cat -I lib --explain`,
		Args:              flags.Takes("a model"),
		ValidArgsFunction: flags.CompleteModel,
		RunE: func(_ *cobra.Command, args []string) error {
			files.AnyArch = true
			m, err := files.Load(args[0])
			if err != nil {
				return err
			}
			text := m.Files[0].Text // the model's own file comes first
			if explain {
				text = wrap(m.Explain().String())
			}
			_, err = io.WriteString(streams.Out, text)
			return err
		},
	}
	files.AddFlags(cmd)
	cmd.Flags().BoolVar(&explain, "explain", false, "explain every name instead")
	return cmd
}

// columns is the maximum width of an explanation, unless a word is longer.
const columns = 80

// wrap breaks long lines, and indents the continuation lines further.
func wrap(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		prose.Write(&b, prose.Paragraph(indent+prose.Squeeze(line), columns, indent+"  "))
	}
	return b.String()
}
