package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

// pages returns one manual page for each command, by path below the folder.
func pages(date time.Time) (map[string][]byte, error) {
	root := cli.NewRoot(iostreams.IO{})
	files := map[string][]byte{}
	var add func(*cobra.Command) error
	add = func(cmd *cobra.Command) error {
		text, err := page(cmd, date)
		if err != nil {
			return err
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
		files["man/man1/"+name+".1"] = text
		for _, c := range cmd.Commands() {
			if !c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
				continue
			}
			if err := add(c); err != nil {
				return err
			}
		}
		return nil
	}
	return files, add(root)
}

// page returns the manual page of one command.
func page(cmd *cobra.Command, date time.Time) ([]byte, error) {
	cmd.DisableAutoGenTag = true
	cmd.Long = markdown(cmd.Long)
	header := &doc.GenManHeader{Section: "1", Date: &date, Source: "fencewise", Manual: "User Commands"}
	var b bytes.Buffer
	if err := doc.GenMan(cmd, header, &b); err != nil {
		return nil, fmt.Errorf("%s: %w", cmd.CommandPath(), err)
	}
	// The defaults of flags that are on or off say nothing.
	text := strings.ReplaceAll(b.String(), "[=false]", "")
	const last = ".SH SEE ALSO"
	before, after, ok := strings.Cut(text, last)
	if !ok {
		return nil, fmt.Errorf("%s: the page has no section %q", cmd.CommandPath(), last)
	}
	return []byte(before + exitStatus + last + after), nil
}

// markdown returns the description of a command with its tables, which are indented by two
// blanks, indented as Markdown wants it, so that their columns are kept.
func markdown(long string) string {
	var b strings.Builder
	for line := range strings.Lines(long) {
		if strings.HasPrefix(line, "  ") {
			b.WriteString("  ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// exitStatus is the section of that name, as troff.
var exitStatus = ".SH EXIT STATUS\n" + cli.ExitStatus + "\n\n"
