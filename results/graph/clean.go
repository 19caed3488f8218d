package graph

import (
	"strings"
	"unicode"
)

// Clean is a text as it can be shown: without invalid bytes, control characters,
// and what turns the direction of the text behind it.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r), unicode.Is(unicode.Co, r):
			return unicode.ReplacementChar
		}
		return r // of an invalid byte this is the replacement already
	}, s)
}
