package github

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Write writes an annotation for each row of a named variant that contradicts its claim or is
// Unknown.
func Write(w io.Writer, c *results.Comparison) error {
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant == nil {
			continue
		}
		var lines []string
		switch {
		case r.Verdict == verdict.Unknown:
			lines = append(lines, fmt.Sprintf("%s under %s is Unknown: %s", r.Program, r.JudgedBy(), r.Reason))
		case r.Failed():
			lines = append(lines, r.Failure())
		default:
			continue
		}
		lines = append(lines, "source: "+r.Source)
		lines = append(lines, r.Choices()...)
		if r.Story != "" {
			lines = append(lines, "", strings.TrimRight(r.Story, "\n"))
		}
		at := ""
		if r.File != "" {
			at = "file=" + property.Replace(r.File) + ",line=" + strconv.Itoa(r.Line) + ","
		}
		if _, err := fmt.Fprintf(w, "::error %stitle=%s::%s\n", at, property.Replace(*r.Variant), data.Replace(strings.Join(lines, "\n"))); err != nil {
			return err
		}
	}
	return nil
}

// data and property escape what ends a command or a property of it
// (github.com/actions/toolkit, docs/commands.md).
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
