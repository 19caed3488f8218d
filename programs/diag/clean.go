package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s as one line that is safe to print. It replaces line ends and tabs by
// blanks, and invalid bytes, control characters and characters that change the
// direction of text by U+FFFD. Everything that is printed of an input passes through
// here, so that an input cannot send commands to the terminal.
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

// CleanLines applies Clean to each line of s.
func CleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

// maxLine bounds the length of a line of a diagnostic in characters, because a
// diagnostic may quote an input of any length.
const maxLine = 2000

// shorten returns the cleaned lines of s. It replaces the middle of a line that is too
// long by "…".
func shorten(s string) string {
	lines := strings.Split(CleanLines(s), "\n")
	for i, l := range lines {
		if len(l) > maxLine && utf8.RuneCountInString(l) > maxLine {
			rs := []rune(l)
			lines[i] = string(rs[:maxLine*3/4]) + " … " + string(rs[len(rs)-maxLine/4:])
		}
	}
	return strings.Join(lines, "\n")
}
