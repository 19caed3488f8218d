package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is a text in one line as it can be shown: without invalid bytes, control
// characters, and what turns the direction of the text behind it. What people are
// shown of an input goes through here: it must not speak to their terminal.
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

// CleanLines is Clean for a text of several lines.
func CleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

// maxLine bounds a line of a diagnostic, in characters: it may quote an input of
// any length.
const maxLine = 2000

// short is the lines of a text, clean, of each that is too long its beginning and
// its end.
func short(s string) string {
	lines := strings.Split(CleanLines(s), "\n")
	for i, l := range lines {
		if len(l) > maxLine && utf8.RuneCountInString(l) > maxLine {
			rs := []rune(l)
			lines[i] = string(rs[:maxLine*3/4]) + " … " + string(rs[len(rs)-maxLine/4:])
		}
	}
	return strings.Join(lines, "\n")
}
