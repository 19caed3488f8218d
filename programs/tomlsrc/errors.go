package tomlsrc

import (
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
)

// message returns the decoder's message without the decoder's name in front.
func message(err error) string { return strings.TrimPrefix(err.Error(), "toml: ") }

// spanOf returns the span of the token at the place of a TOML error. The error gives its
// place as a line and a column in bytes.
func spanOf(src *diag.Source, e *toml.DecodeError) diag.Span {
	row, col := e.Position()
	start := 0
	for line := 1; line < row; line++ {
		i := strings.IndexByte(src.Text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	start = min(start+max(col, 1)-1, len(src.Text))
	return src.Span(start, start+tokenLength(src.Text[start:]))
}

// tokenLength returns the length of the quoted text or bare word that s begins with.
func tokenLength(s string) int {
	if s == "" {
		return 0
	}
	if q := s[0]; q == '"' || q == '\'' {
		line, _, _ := strings.Cut(s[1:], "\n")
		if i := strings.IndexByte(line, q); i >= 0 {
			return i + 2
		}
		return 1
	}
	if i := strings.IndexAny(s, " \t\r\n=,]}#"); i > 0 {
		return i
	} else if i < 0 {
		return len(s)
	}
	return 1
}
