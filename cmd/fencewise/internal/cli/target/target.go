// Package target is the command "fencewise target", which lists and shows the machines that
// kernel C can be compiled for.
package target

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/kernel/target"
)

// New returns the command with its subcommands.
func New(io iostreams.IO) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "target",
		Short: "List the machines that kernel C is compiled for, or show one",
		Long: `A target is a machine for which programs in C are compiled as the Linux kernel
compiles them, or as a compiler does the atomic operations of C11: which
instructions each primitive becomes. Other commands take it with --target.`,
		Example: `  fencewise target list
  fencewise target show power
  fencewise check wake.litmus --target lkmm --target power`,
		Args: flags.Subcommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newList(io), newShow(io))
	return cmd
}

func newList(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             "List the targets",
		Example:           `  fencewise target list`,
		Args:              flags.None,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			width := 0
			for _, t := range target.All() {
				width = max(width, len(t.Name))
			}
			for _, t := range target.All() {
				prose.Write(io.Out, prose.Paragraph(fmt.Sprintf("%-*s  %s", width, t.Name, t.Doc), columns, strings.Repeat(" ", width+2)))
			}
			return nil
		},
	}
}

func newShow(io iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:   "show TARGET",
		Short: "Show what each primitive becomes on a machine",
		Long: `Show what each operation of C becomes on a machine: the primitives that are the
operation, its name in tables of primitives (--macros), the instructions, and the
lines of the kernel or functions of the compiler that say so. Labels 1: and 2: are those of a retry
loop and of its end.`,
		Example:           `  fencewise target show power`,
		Args:              flags.Takes("a target"),
		ValidArgsFunction: flags.CompleteTarget,
		RunE: func(_ *cobra.Command, args []string) error {
			t, err := target.Named(args[0])
			if err != nil {
				return err
			}
			show(io.Out, t)
			return nil
		},
	}
}

// columns is the maximum width of lines, unless a word is longer.
const columns = 80

// show writes the table of a target.
func show(w io.Writer, t *target.Target) {
	by := "the model " + t.Model
	if len(t.Variants) > 0 {
		by += prose.Choose(len(t.Variants), " with the variant ", " with the variants ") + prose.And(t.Variants)
	}
	prose.Write(w, prose.Paragraph(fmt.Sprintf("%s: %s", t.Name, t.Doc), columns, ""))
	prose.Write(w, prose.Paragraph(fmt.Sprintf("Programs are judged by %s. %s.", by, sourcesOf(t)), columns, ""))
	for _, e := range t.Entries() {
		fmt.Fprintf(w, "\n%s (%s)\n", e.Uses, e.Row)
		text := e.Text
		if e.Refused != "" {
			text = "refused: " + e.Refused
		}
		prose.Write(w, prose.Paragraph("  "+text, columns, "    "))
		if len(e.Sources) > 0 {
			prose.Write(w, prose.Paragraph("  "+places(e.Sources), columns, "    "))
		}
	}
	if t.Own() == "" {
		return
	}
	fmt.Fprintf(w, "\nPrimitives that the machine implements differently from what the kernel's model\nsays about them:\n")
	for line := range strings.Lines(t.Own()) {
		if line = strings.TrimSpace(line); line != "" {
			prose.Write(w, prose.Paragraph("  "+line, columns, "    "))
		}
	}
}

// sourcesOf says where the entries of a target are from.
func sourcesOf(t *target.Target) string {
	if t.C11 {
		return "The functions are those of " + t.From
	}
	return "The lines are those of " + t.From
}

// places lists sources, each file once with its lines.
func places(sources []target.Source) string {
	var b strings.Builder
	for i, s := range sources {
		if i > 0 && s.Func == "" && s.File == sources[i-1].File && s.Kernel == sources[i-1].Kernel {
			fmt.Fprintf(&b, ",%d", s.Line)
			continue
		}
		if i > 0 {
			b.WriteString(" ")
		}
		if s.Kernel != "" {
			b.WriteString("Linux " + s.Kernel + ": ")
		}
		b.WriteString(s.String())
	}
	return b.String()
}
