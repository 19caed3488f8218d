// Package list is the command "fencewise list", which lists the embedded studies.
package list

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/library"
)

// width is the number of columns that the lists take.
const width = 80

// New returns the command.
func New(streams iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:   "list [STUDY]",
		Short: "List the embedded studies, or the programs and variants of a study",
		Long: `List the embedded studies, each with the question that it answers. With a study,
list its programs and its variants. --as of other commands takes the name of a
variant, or the beginning of it.`,
		Example: `  fencewise list
  fencewise list host_ipi`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return flags.Takes("a study")(cmd, args)
		},
		ValidArgsFunction: flags.CompleteStudy,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return studies(streams.Out)
			}
			st, err := library.LoadStudy(args[0])
			if err == nil {
				study(streams.Out, st)
			}
			return err
		},
	}
}

// studies lists the embedded studies with their questions.
func studies(w io.Writer) error {
	var all []*library.Study
	for _, name := range library.Studies() {
		st, err := library.EmbeddedStudy(name)
		if err != nil {
			return err
		}
		all = append(all, st)
	}
	var rows [][2]string
	for _, st := range all {
		text := st.Title
		if st.Question != "" {
			text = st.Question
		}
		rows = append(rows, [2]string{st.Name, text})
	}
	columns(w, rows)
	return nil
}

// study lists the programs and variants of a study.
func study(w io.Writer, st *library.Study) {
	fmt.Fprintf(w, "%s (study %s)\n", st.Title, st.Name)
	if st.Question != "" {
		prose.Write(w, prose.Paragraph(st.Question, width, ""))
	}
	fmt.Fprintln(w, "\nPrograms:")
	var rows [][2]string
	for _, p := range st.Programs {
		rows = append(rows, [2]string{p.Name, p.Test.Doc})
	}
	columns(w, rows)
	if len(st.Variants) == 0 {
		return
	}
	fmt.Fprintln(w, "\nVariants:")
	rows = nil
	for _, v := range st.Variants {
		rows = append(rows, [2]string{v.Name, v.Source})
	}
	columns(w, rows)
}

// columns writes rows of a name and a text, which is broken into lines.
func columns(w io.Writer, rows [][2]string) {
	left := 0
	for _, r := range rows {
		left = max(left, prose.Width(r[0]))
	}
	for _, r := range rows {
		lines := prose.Paragraph(prose.Squeeze(r[1]), max(width-left-4, 20), "")
		if len(lines) == 0 {
			lines = []string{""}
		}
		for i, l := range lines {
			name := ""
			if i == 0 {
				name = r[0]
			}
			fmt.Fprintln(w, strings.TrimRight("  "+prose.Pad(name, left)+"  "+prose.Plain(l), " "))
		}
	}
}
