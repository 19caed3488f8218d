package flags

import (
	"path/filepath"
	"strings"
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
