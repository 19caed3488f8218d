// Package help is the command "fencewise help", which describes commands, topics and the codes
// of errors.
package help

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
)

//go:embed topics/*.txt
var files embed.FS

// topics lists the topics, each a file below topics.
var topics = []string{"slots", "status", "studies", "targets", "verdicts"}

// New returns the command.
func New(streams iostreams.IO) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC|CODE]",
		Short: "Describe a command, a topic, or the code of an error",
		Long: `Describe a command, a topic, or the code of an error, such as FW3008.

The topics are ` + prose.And(topics) + `.`,
		Example: `  fencewise help check
  fencewise help slots
  fencewise help FW3008`,
		ValidArgsFunction: complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			return describe(streams.Out, cmd.Root(), args)
		},
	}
}

// describe writes what the arguments ask for.
func describe(w io.Writer, root *cobra.Command, args []string) error {
	if len(args) == 0 {
		root.InitDefaultHelpFlag()
		return root.Help()
	}
	cmd, rest, err := root.Find(args)
	if err == nil && cmd != root && len(rest) == 0 {
		cmd.InitDefaultHelpFlag()
		return cmd.Help()
	}
	name := args[0]
	if len(args) == 1 && slices.Contains(topics, strings.ToLower(name)) {
		text, err := files.ReadFile("topics/" + strings.ToLower(name) + ".txt")
		if err == nil {
			_, err = w.Write(text)
		}
		return err
	}
	var names []string
	for _, d := range diag.Codes() {
		if len(args) == 1 && strings.EqualFold(name, string(d.Code)) {
			code(w, d)
			return nil
		}
		names = append(names, string(d.Code))
	}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	what := strings.Join(args, " ")
	d := diag.New(diag.Span{}, diag.BadOption, "%q is neither a command nor a topic nor the code of an error", what)
	if near := diag.Nearest(what, append(slices.Clone(topics), names...)); near != "" {
		return d.WithFix("did you mean %s?", near)
	}
	return d.Note("the topics: %s", strings.Join(topics, ", "))
}

// code writes what a code means.
func code(w io.Writer, d diag.Doc) {
	fmt.Fprintf(w, "%s: %s\n\nExample:\n", d.Code, d.Summary)
	for line := range strings.Lines(d.Example) {
		fmt.Fprintf(w, "  %s\n", strings.TrimRight(line, "\n"))
	}
}

// complete lists commands, topics and codes.
func complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	at := cmd.Root()
	if len(args) > 0 {
		sub, rest, err := at.Find(args)
		if err != nil || len(rest) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		at = sub
	}
	var names []string
	for _, c := range at.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name()+"\t"+c.Short)
		}
	}
	if len(args) == 0 {
		names = append(names, topics...)
		if strings.HasPrefix(typed, "F") {
			for _, d := range diag.Codes() {
				names = append(names, string(d.Code)+"\t"+d.Summary)
			}
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return !strings.HasPrefix(n, typed) }), cobra.ShellCompDirectiveNoFileComp
}
