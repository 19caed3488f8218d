package iostreams

import (
	"io"
	"os"
	"regexp"

	"github.com/fencewise/fencewise/programs/verdict"
)

// When says when output is coloured: the value of --color.
type When string

// The values of --color.
const (
	Auto   When = "auto" // on a terminal, unless NO_COLOR is set
	Always When = "always"
	Never  When = "never"
)

// Paint returns a writer for text that people read. If w is the standard output, and colours
// are wanted, it colours the verdicts in what is written. The words stay: colour is never the
// only carrier of meaning.
func (s IO) Paint(w io.Writer) io.Writer {
	if w != s.Out || !s.colours() {
		return w
	}
	return painter{w}
}

func (s IO) colours() bool {
	when := Auto
	if s.Color != nil {
		when = *s.Color
	}
	switch when {
	case Always:
		return true
	case Never:
		return false
	case Auto:
		return s.OutTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	panic("iostreams: unknown value of --color " + string(when))
}

// colour returns the code of a verdict's colour, for terminals.
func colour(v verdict.Verdict) string {
	switch v {
	case verdict.Never:
		return "32" // green
	case verdict.Sometimes:
		return "31" // red
	case verdict.Always:
		return "34" // blue
	case verdict.Unknown:
		return "33" // yellow
	}
	panic("iostreams: no verdict " + string(v))
}

// verdicts finds verdicts as words.
var verdicts = regexp.MustCompile(`\b(?:` + string(verdict.Never) + "|" + string(verdict.Sometimes) + "|" + string(verdict.Always) + "|" + string(verdict.Unknown) + `)\b`)

type painter struct{ w io.Writer }

// Write writes text in which verdicts are coloured.
func (p painter) Write(b []byte) (int, error) {
	painted := verdicts.ReplaceAllFunc(b, func(word []byte) []byte {
		return []byte("\x1b[" + colour(verdict.Verdict(word)) + "m" + string(word) + "\x1b[0m")
	})
	if _, err := p.w.Write(painted); err != nil {
		return 0, err
	}
	return len(b), nil
}
