package compare

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/github"
	"github.com/fencewise/fencewise/results/junit"
	"github.com/fencewise/fencewise/results/table"
)

var formats = []string{"text", "markdown", "html", "latex", "csv", "json", "junit", "github", mailed}

// formatOf returns the format that the ending of a file's name selects.
func formatOf(output string) string {
	switch strings.ToLower(filepath.Ext(output)) {
	case ".md":
		return "markdown"
	case ".html", ".htm":
		return "html"
	case ".tex":
		return "latex"
	case ".csv":
		return "csv"
	case ".json":
		return "json"
	case ".xml":
		return "junit"
	}
	return "text"
}

// writer returns the function that writes a comparison in the chosen format. It is
// nil for html and mail, which need more than a comparison: Run writes them.
func (o *Options) writer(w io.Writer) (func(*results.Comparison) error, error) {
	if o.Width < table.MinWidth {
		return nil, diag.New(diag.Span{}, diag.BadOption, "--width %d: a table needs %d columns", o.Width, table.MinWidth)
	}
	to := table.Options{Width: o.Width, Full: o.Full}
	text := o.IO.Paint(w)
	switch o.Format {
	case "text":
		return func(c *results.Comparison) error { table.Text(text, c, to); return nil }, nil
	case "markdown":
		return func(c *results.Comparison) error { table.Markdown(w, c, to); return nil }, nil
	case "html", mailed:
		return nil, nil // Run writes it
	case "latex":
		return func(c *results.Comparison) error { table.LaTeX(w, c, to); return nil }, nil
	case "csv":
		return func(c *results.Comparison) error { return table.CSV(w, c) }, nil
	case "json":
		return func(c *results.Comparison) error { return c.WriteJSON(w) }, nil
	case "junit":
		return func(c *results.Comparison) error { return junit.Write(w, c) }, nil
	case "github":
		return func(c *results.Comparison) error {
			table.Text(w, c, to)
			return github.Write(w, c)
		}, nil
	}
	return nil, flags.NoFormat(o.Format, formats)
}
