package diag

import (
	"strings"
	"unicode"
)

// Quote returns text of the input in quotes for a message: on one line, shortened
// if it is long.
func Quote(s string) string {
	const limit = 40
	if len(s) > limit {
		s = s[:limit] + "…"
	}
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	return "'" + s + "'"
}
