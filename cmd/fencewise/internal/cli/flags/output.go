package flags

import (
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// endings lists the formats that the endings of the names of files stand for.
var endings = map[string]string{
	".json": "json", ".jsonl": "json", ".md": "markdown", ".csv": "csv", ".log": "herd",
}

// FormatOf returns the format that a command writes: the one that the user names or, without
// one, that of the ending of the output file among the command's formats, or text.
func FormatOf(format, output string, formats ...string) string {
	if format != "" {
		return format
	}
	of := endings[strings.ToLower(filepath.Ext(output))]
	for _, f := range formats {
		if f == of {
			return f
		}
	}
	return "text"
}

// NoFormat returns the error for a --format that a command does not have; all lists those
// that it has.
func NoFormat(format string, all []string) *diag.Diagnostic {
	return diag.New(diag.Span{}, diag.BadOption, "--format %s: there is no such format", format).
		Note("the formats: %s", strings.Join(all, ", "))
}

// CheckJobs returns an error for a number of --jobs below 0. of says what is worked on.
func CheckJobs(n int, of string) error {
	if n < 0 {
		return diag.New(diag.Span{}, diag.BadOption, "--jobs %d: give a number of %s, or 0 for one for each CPU", n, of)
	}
	return nil
}
