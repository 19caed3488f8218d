package prose

import "strings"

// And joins items as a sentence does: "a, b and c".
func And(items []string) string { return Join(items, " and ") }

// Or joins items as a sentence does: "a, b or c".
func Or(items []string) string { return Join(items, " or ") }

// Join joins items with commas, and the last one with a text of its own.
func Join(items []string, last string) string {
	n := len(items) - 1
	if n < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:n], ", ") + last + items[n]
}
